package dev.slipway.migration.report;

import dev.slipway.kit.Durations;
import dev.slipway.migration.plan.Finding;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.PlannedStatement;
import dev.slipway.migration.rehearse.LockMode;
import java.util.ArrayList;
import java.util.List;

/** A plan for a terminal. */
public final class PlanText {
  private static final int WIDTH = 60;

  private PlanText() {}

  public static List<String> lines(Plan plan) {
    var lines = new ArrayList<String>();
    if (plan.isEmpty()) {
      return List.of("Nothing to do: every migration is applied.");
    }
    var count = plan.start().migrations().size();
    lines.add(
        count
            + (count == 1 ? " migration" : " migrations")
            + ", plan "
            + plan.shortHash()
            + ": "
            + plan.grade().mark()
            + " "
            + plan.grade().label());
    for (var statement : plan.statements()) {
      lines.addAll(statement(statement));
    }
    for (var finding : plan.findings()) {
      lines.addAll(finding(finding));
    }
    lines.add("Changes");
    plan.changes().forEach(change -> lines.add("  " + change.line()));
    lines.add(
        "Expected   "
            + (plan.start().basis().isEstimate() ? "about " : "")
            + Durations.human(plan.predicted())
            + ", rehearsed on "
            + plan.start().basis().text());
    return lines;
  }

  private static List<String> statement(PlannedStatement statement) {
    var lines = new ArrayList<String>();
    var place = statement.observed().place();
    var grade = statement.grade();
    lines.add(
        String.format(
            "  %s %-7s  %s:%d  %s",
            grade.mark(), grade.label(), place.file(), place.line(), cut(place.sql())));
    lines.add("             " + seen(statement));
    statement.findings().forEach(finding -> lines.addAll(finding(finding)));
    return lines;
  }

  private static List<String> finding(Finding finding) {
    var lines = new ArrayList<String>();
    lines.add(
        "    "
            + finding.grade().mark()
            + "        "
            + finding.sentence()
            + "  ["
            + finding.rule()
            + "]");
    if (!finding.safer().isEmpty()) {
      lines.add("             safer: " + finding.safer());
    }
    return lines;
  }

  /** What was observed, in a line: time, strongest lock, scans, rewrites, rows. */
  public static String seen(PlannedStatement statement) {
    var effects = statement.observed().effects();
    var parts = new ArrayList<String>();
    parts.add(Durations.human(statement.took()));
    var lock = statement.observed().strongestLock();
    parts.add(
        lock == LockMode.ACCESS_SHARE
            ? "no lock on what was there"
            : lock.label() + " held " + Durations.human(statement.held()));
    parts.add(effects.scans().isEmpty() ? "no scan" : effects.scans().size() + " full scan");
    parts.add(
        effects.rewrites().isEmpty() ? "no rewrite" : effects.rewrites().size() + " rewritten");
    for (var table : effects.volume().tables()) {
      parts.add(table.all() + " rows written to " + table.table());
    }
    return String.join(", ", parts);
  }

  static String cut(String sql) {
    var line = sql.replaceAll("\\s+", " ").strip();
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
  }
}
