package dev.slipway.manifest.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compose's and the shell's {@code ${NAME:-default}}: the defaults put in, or what is missing. */
final class Interpolation {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\$|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-?+])((?:[^{}]|\\$\\{[^}]*})*))?}|\\$([A-Za-z_][A-Za-z0-9_]*)");

  /** A text with its defaults put in. */
  record Result(String text, List<String> missing) {
    boolean isComplete() {
      return missing.isEmpty();
    }
  }

  private Interpolation() {}

  static Result of(String text) {
    var missing = new ArrayList<String>();
    return new Result(replaced(text, missing, 0), missing);
  }

  private static String replaced(String text, List<String> missing, int depth) {
    if (depth > 5) {
      return text;
    }
    var out = new StringBuilder();
    var match = REFERENCE.matcher(text);
    while (match.find()) {
      match.appendReplacement(out, Matcher.quoteReplacement(value(match, missing, depth)));
    }
    return match.appendTail(out).toString();
  }

  private static String value(Matcher match, List<String> missing, int depth) {
    if (match.group().equals("$$")) {
      return "$";
    }
    var operator = match.group(2) == null ? "" : match.group(2);
    if (operator.endsWith("-")) {
      return replaced(match.group(3) == null ? "" : match.group(3), missing, depth + 1);
    }
    if (operator.endsWith("+")) {
      return "";
    }
    missing.add(match.group(1) == null ? match.group(4) : match.group(1));
    return "";
  }
}
