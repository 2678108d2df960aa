package dev.slipway.manifest.tree;

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
    var complained = complaint.getProblem().replaceAll("\\s+", " ").strip();
    return syntax(
        line,
        column,
        "the YAML can't be read here: " + complained,
        "look at this line and the one before: indentation, a missing colon, quote or bracket");
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
