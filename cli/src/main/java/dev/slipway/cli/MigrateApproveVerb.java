package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.migration.apply.Approvals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "approve",
    description = "Approves a plan by its hash; a plan that changed needs a new approval.",
    footer = {"", "Example:", "  slipway migrate approve 7d3e91c4 --url \"$DATABASE_URL\""})
final class MigrateApproveVerb extends Verb {
  @Mixin private MigrateOptions options = new MigrateOptions();
  @Mixin private MigrateOptions.RehearsalOptions rehearsal = new MigrateOptions.RehearsalOptions();

  @Parameters(paramLabel = "HASH", description = "at least the eight characters that plan shows")
  private String hash = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  MigrateApproveVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var wanted = hash.replace("·", "");
    var plan = options.plan(options.migrations(), rehearsal);
    if (wanted.length() < 8 || !plan.hash().startsWith(wanted)) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-6052",
              "plan " + hash + " is not what is pending now: that is " + plan.shortHash(),
              "look at it with slipway migrate plan, then approve that")
          .exception();
    }
    var who = System.getProperty("user.name", "unknown");
    options.ask(
        "writing the approval",
        connection -> {
          Approvals.approve(connection, plan, who);
          return true;
        });
    if (json) {
      return printJson(java.util.Map.of("approved", plan.hash(), "by", who));
    }
    terminal()
        .line("Plan " + plan.shortHash() + " (" + plan.grade().label() + ") approved by " + who);
    return DONE;
  }
}
