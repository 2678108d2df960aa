package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.migration.apply.Application;
import dev.slipway.migration.apply.Approvals;
import dev.slipway.migration.apply.Blocker;
import dev.slipway.migration.apply.Listener;
import dev.slipway.migration.apply.Outcome;
import dev.slipway.migration.apply.Policy;
import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.report.PlanText;
import dev.slipway.migration.source.Migration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    description = "Rehearses what is pending, and applies it if it is safe or approved.",
    footer = {"", "Example:", "  slipway migrate apply --url \"$DATABASE_URL\" --dir migrations"})
final class MigrateApplyVerb extends Verb {
  @Mixin private MigrateOptions options = new MigrateOptions();
  @Mixin private MigrateOptions.RehearsalOptions rehearsal = new MigrateOptions.RehearsalOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  MigrateApplyVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var set = options.migrations();
    var plan = options.plan(set, rehearsal);
    if (!plan.isEmpty()) {
      checkApproval(plan);
    }
    var application =
        new Application(
            options.database(), set, options.schema(), Policy.standard(), new Telling());
    var outcome = application.apply(plan);
    if (json) {
      printJson(data(outcome));
    } else {
      print(outcome);
    }
    outcome
        .failure()
        .ifPresent(
            problem -> {
              throw problem.exception();
            });
    return DONE;
  }

  private void checkApproval(Plan plan) {
    var free = plan.grade() == Grade.SAFE && !plan.isUnmeasured();
    if (!free
        && !options.ask("reading approvals", connection -> Approvals.cover(connection, plan))) {
      PlanText.lines(plan).forEach(terminal()::complain);
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-6053",
              "plan "
                  + plan.shortHash()
                  + " is "
                  + plan.grade().label()
                  + " and nobody has approved it; nothing was applied",
              "slipway migrate approve " + plan.hash().substring(0, 8))
          .exception();
    }
  }

  private static Map<String, Object> data(Outcome outcome) {
    return Map.of(
        "applied", outcome.in().stream().map(Migration::id).toList(),
        "open", outcome.open().stream().map(Migration::id).toList(),
        "tookMillis", outcome.took().toMillis(),
        "statements",
            outcome.statements().stream()
                .map(
                    one ->
                        Map.of(
                            "file", one.file(),
                            "line", one.line(),
                            "tookMillis", one.took().toMillis(),
                            "predictedMillis",
                                one.predicted().map(time -> time.toMillis()).orElse(-1L)))
                .toList(),
        "failure", outcome.failure().map(problem -> List.of(problem.text())).orElse(List.of()));
  }

  private void print(Outcome outcome) {
    for (var one : outcome.statements()) {
      var predicted =
          one.predicted().map(time -> " (predicted " + Durations.human(time) + ")").orElse("");
      terminal()
          .line(
              "  ✔ "
                  + one.file()
                  + ":"
                  + one.line()
                  + "  "
                  + Durations.human(one.took())
                  + predicted);
    }
    terminal()
        .line(
            outcome.in().size()
                + " applied in "
                + Durations.human(outcome.took())
                + (outcome.open().isEmpty()
                    ? ""
                    : ", " + outcome.open().size() + " still to apply"));
  }

  /** Says at once who lets us wait. */
  private final class Telling implements Listener {
    @Override
    public void blocked(Blocker blocker) {
      terminal().complain("  waits for " + blocker.sentence());
    }

    @Override
    public void retries(Migration migration, String why) {
      terminal().complain("  " + migration.file() + " gave its locks back and tries again");
    }

    @Override
    public void progress(String text) {
      terminal().passing("  " + text);
    }
  }
}
