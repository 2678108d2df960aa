package dev.slipway.cli;

import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.report.PlanData;
import dev.slipway.migration.report.PlanMarkdown;
import dev.slipway.migration.report.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = "Runs what is pending on a copy and tells what it did: locks, scans, losses.",
    footer = {
      "",
      "Example:",
      "  slipway migrate plan --url \"$DATABASE_URL\" --dir prisma/migrations --format markdown",
      "",
      "Exit codes: 0 nothing to do, 2 changes, 3 danger, 7 could not be measured."
    })
final class MigratePlanVerb extends Verb {
  private static final int DANGER = 3;
  private static final int UNMEASURED = 7;

  @Mixin private MigrateOptions options = new MigrateOptions();
  @Mixin private MigrateOptions.RehearsalOptions rehearsal = new MigrateOptions.RehearsalOptions();

  @Option(
      names = "--format",
      defaultValue = "TERMINAL",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.TERMINAL;

  @Option(names = "--json", description = "the same as --format json")
  private boolean json;

  /** Who reads it. */
  enum Format {
    TERMINAL,
    JSON,
    SARIF,
    MARKDOWN
  }

  MigratePlanVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var plan = options.plan(options.migrations(), rehearsal);
    switch (json ? Format.JSON : format) {
      case TERMINAL -> PlanText.lines(plan).forEach(terminal()::line);
      case MARKDOWN -> PlanMarkdown.lines(plan).forEach(terminal()::line);
      case JSON -> printJson(PlanData.json(plan));
      case SARIF -> printJson(PlanData.sarif(plan, options.directory().toString()));
    }
    return exitCode(plan);
  }

  /** Danger is told before "not measured": it is certain. */
  static int exitCode(Plan plan) {
    if (plan.grade() == Grade.DANGER) {
      return DANGER;
    }
    if (plan.isUnmeasured()) {
      return UNMEASURED;
    }
    return plan.isEmpty() ? DONE : MigrateStatusVerb.CHANGES;
  }
}
