package dev.slipway.manifest.tree;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns the YAML parser's complaint into the mistake that a person made. */
final class YamlSyntax {
  private static final Pattern TAB = Pattern.compile("^ *\t");
  private static final Pattern COLON_IN_VALUE =
      Pattern.compile("^\\s*(?:- )?[^:#'\"]+: (?!['\"\\[{|>&*!]).*: .*");
  private static final Pattern STARTS_OWN_MEANING = Pattern.compile(".*(?:: |- )[@`%*&].*");

  private YamlSyntax() {}

  static TreeException explain(MarkedYamlEngineException complaint, String text) {
    var mark = complaint.getProblemMark().or(complaint::getContextMark);
    var line = mark.map(at -> at.getLine() + 1).orElse(1);
    var column = mark.map(at -> at.getColumn() + 1).orElse(1);
    var lines = text.split("\\R", -1);
    // An unfinished line is noticed by the parser at the start of the next one with text.
    for (var candidate : new int[] {line, line - 1}) {
      var content = candidate >= 1 && candidate <= lines.length ? lines[candidate - 1] : "";
      var tab = TAB.matcher(content);
      if (tab.find()) {
        return syntax(
            candidate, tab.end(), "a tab indents this line", "YAML indents with spaces: use two");
      }
      if (COLON_IN_VALUE.matcher(content).matches()) {
        return syntax(
            candidate,
            content.length() - content.stripLeading().length() + 1,
            "the value has a colon and a space, which starts another key",
            "put the value in quotes: " + quoted(content));
      }
      if (STARTS_OWN_MEANING.matcher(content).matches()) {
        return syntax(
            candidate,
            content.length() - content.stripLeading().length() + 1,
            "the value starts with a character that means something to YAML",
            "put the value in quotes: " + quoted(content));
      }
    }
    var open = unfinished(complaint, lines);
    if (open.isPresent()) {
      return open.get();
    }
    var complained = complaint.getProblem().replaceAll("\\s+", " ").strip();
    return syntax(
        line,
        column,
        "the YAML can't be read here: " + complained,
        "look at this line and the one before: indentation, a missing colon, quote or bracket");
  }

  /** What begins and never ends is shown where it begins; what stands nowhere, where it stands. */
  private static Optional<TreeException> unfinished(
      MarkedYamlEngineException complaint, String[] lines) {
    var context = complaint.getContext() == null ? "" : complaint.getContext();
    var begun = complaint.getContextMark();
    var place = complaint.getProblemMark().or(() -> begun);
    if (begun.isEmpty() || place.isEmpty()) {
      return Optional.empty();
    }
    var at = begun.get();
    if (context.contains("quoted scalar")) {
      return Optional.of(
          syntax(
              at.getLine() + 1,
              at.getColumn() + 1,
              "the quote that opens here is never closed",
              "close it at the end of the value, or write the value without quotes"));
    }
    if (context.contains("flow")) {
      return Optional.of(
          syntax(
              at.getLine() + 1,
              at.getColumn() + 1,
              "the bracket that opens here is not closed where it should be (line "
                  + (place.get().getLine() + 1)
                  + ")",
              "close it with } or ], with commas between what stands in it"));
    }
    if (complaint.getProblem().contains("block end")) {
      var line = place.get().getLine();
      var content = line < lines.length ? lines[line] : "";
      return Optional.of(
          syntax(
              line + 1,
              place.get().getColumn() + 1,
              "this line is indented by "
                  + (content.length() - content.stripLeading().length())
                  + ", which fits no line above: its neighbours (from line "
                  + (at.getLine() + 1)
                  + ") by "
                  + at.getColumn(),
              "give keys of the same mapping the same indentation, and keys below another two"
                  + " spaces more"));
    }
    return Optional.empty();
  }

  private static String quoted(String content) {
    var colon = content.indexOf(": ");
    var start = colon >= 0 ? colon + 2 : content.indexOf("- ") + 2;
    var value = content.substring(Math.max(0, start)).strip();
    return content.substring(0, Math.max(0, start)).strip() + " '" + value.replace("'", "''") + "'";
  }

  private static TreeException syntax(int line, int column, String fact, String hint) {
    return new TreeException(new Place(line, column, ""), "SLIP-1002", fact, hint);
  }
}
