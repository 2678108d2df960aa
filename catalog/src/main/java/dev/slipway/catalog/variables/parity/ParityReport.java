package dev.slipway.catalog.variables.parity;

import dev.slipway.catalog.variables.Holder;
import dev.slipway.kit.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of two environments, or of one beside itself. */
public record ParityReport(String left, String right, List<Row> rows) {
  private static final int WIDEST = 28;

  /** A variable, what it shows in each environment, and what is wrong with it. */
  public record Row(Holder holder, String name, String left, String right, List<Finding> findings) {
    Optional<Finding.Level> level() {
      return findings.stream().map(Finding::level).max(Enum::compareTo);
    }

    String title() {
      return holder.equals(Holder.ALL) ? name : name + " (" + holder + ")";
    }
  }

  public ParityReport {
    rows = List.copyOf(rows);
  }

  public long errors() {
    return count(Finding.Level.ERROR);
  }

  public long warnings() {
    return count(Finding.Level.WARNING);
  }

  private long count(Finding.Level level) {
    return rows.stream()
        .flatMap(row -> row.findings().stream())
        .filter(finding -> finding.level() == level)
        .count();
  }

  /** The gate of a deployment: what would break, all of it at once; empty when it is open. */
  public Optional<Problem> gate() {
    if (errors() == 0) {
      return Optional.empty();
    }
    var facts = new ArrayList<String>();
    for (var row : rows) {
      for (var finding : row.findings()) {
        if (finding.level() == Finding.Level.ERROR) {
          facts.add(row.title() + " " + finding.text());
        }
      }
    }
    return Optional.of(
        Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-7360",
            "variables: " + String.join(" · ", facts),
            "set them right: slipway env set …; the whole table: slipway env diff "
                + left
                + " "
                + right));
  }

  /** The table as a person reads it, one line a variable. */
  public List<String> lines() {
    var one = left.equals(right);
    var names = width(rows.stream().map(Row::title).toList(), "");
    var lefts = width(rows.stream().map(Row::left).toList(), left);
    var rights = one ? 0 : width(rows.stream().map(Row::right).toList(), right);
    var lines = new ArrayList<String>();
    lines.add(line("  ", "", names, left, lefts, one ? "" : right, rights, ""));
    for (var row : rows) {
      var mark = row.level().map(level -> level.mark() + " ").orElse("  ");
      var words = String.join(" · ", row.findings().stream().map(Finding::text).toList());
      lines.add(
          line(mark, row.title(), names, row.left(), lefts, one ? "" : row.right(), rights, words));
    }
    return lines;
  }

  private static String line(
      String mark,
      String name,
      int nameWidth,
      String left,
      int leftWidth,
      String right,
      int rightWidth,
      String words) {
    return (mark + pad(name, nameWidth) + pad(left, leftWidth) + pad(right, rightWidth) + words)
        .stripTrailing();
  }

  private static int width(List<String> texts, String title) {
    var longest = texts.stream().mapToInt(String::length).max().orElse(0);
    return Math.min(WIDEST, Math.max(longest, title.length())) + 2;
  }

  private static String pad(String text, int width) {
    if (width == 0) {
      return "";
    }
    var oneLine = text.replace('\n', ' ');
    var cut = oneLine.length() > width - 2 ? oneLine.substring(0, width - 3) + "…" : oneLine;
    return cut + " ".repeat(width - cut.length());
  }
}
