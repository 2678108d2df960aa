package dev.slipway.migration.report;

import dev.slipway.kit.Durations;
import dev.slipway.migration.plan.Finding;
import dev.slipway.migration.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/** A plan as a comment on a pull request. */
public final class PlanMarkdown {
  private PlanMarkdown() {}

  public static List<String> lines(Plan plan) {
    var lines = new ArrayList<String>();
    lines.add("### Migrations: " + plan.grade().mark() + " " + plan.grade().label());
    lines.add("");
    if (plan.isEmpty()) {
      lines.add("Nothing to do: every migration is applied.");
      return lines;
    }
    lines.add("Plan `" + plan.shortHash() + "`, rehearsed on " + plan.start().basis().text() + ".");
    lines.add("");
    lines.add("| | statement | took | locks held | observed |");
    lines.add("|---|---|---|---|---|");
    for (var statement : plan.statements()) {
      var place = statement.observed().place();
      lines.add(
          "| "
              + statement.grade().mark()
              + " "
              + statement.grade().label()
              + " | `"
              + place.file()
              + ":"
              + place.line()
              + "` `"
              + cell(PlanText.cut(place.sql()))
              + "` | "
              + Durations.human(statement.took())
              + " | "
              + statement.observed().strongestLock().label()
              + " "
              + Durations.human(statement.held())
              + " | "
              + cell(sentences(statement.findings()))
              + " |");
    }
    lines.add("");
    for (var finding : plan.findings()) {
      lines.add("- " + finding.grade().mark() + " " + finding.sentence());
    }
    lines.add("<details><summary>" + plan.changes().size() + " changes of the schema</summary>");
    lines.add("");
    lines.add("```diff");
    plan.changes().forEach(change -> lines.add(change.line().replaceFirst("^~", "!")));
    lines.add("```");
    lines.add("");
    lines.add("</details>");
    return lines;
  }

  private static String sentences(List<Finding> findings) {
    var texts = new ArrayList<String>();
    for (var finding : findings) {
      texts.add(
          finding.sentence() + (finding.safer().isEmpty() ? "" : ". Safer: " + finding.safer()));
    }
    return texts.isEmpty() ? "no scan, no rewrite, no loss" : String.join("<br>", texts);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("`", "'");
  }
}
