package dev.slipway.logs.search;

/** The longest run of plain characters that whatever matches an expression must have. */
final class Literal {
  private static final String GROUPS = "|()";
  private static final String SPECIAL = "[]{}*+?.^$\\";
  private static final String REPEATS = "*?{";

  private Literal() {}

  /** Empty if none is sure: alternatives and groups are not looked into. */
  static String in(String expression) {
    if (expression.chars().anyMatch(c -> GROUPS.indexOf(c) >= 0)) {
      return "";
    }
    var longest = "";
    var run = new StringBuilder();
    for (var at = 0; at < expression.length(); at++) {
      var c = expression.charAt(at);
      if (SPECIAL.indexOf(c) < 0) {
        run.append(c);
        continue;
      }
      if (REPEATS.indexOf(c) >= 0 && !run.isEmpty()) {
        run.setLength(run.length() - 1);
      }
      longest = longer(longest, run);
      at = behind(expression, at);
    }
    return longer(longest, run);
  }

  /** The last character of what begins here: an escape, a class of characters, a count. */
  private static int behind(String expression, int at) {
    var c = expression.charAt(at);
    if (c == '\\') {
      // What follows is a class, a letter's code or a plain sign: it ends the run in any case.
      return expression.startsWith("\\Q", at)
              || expression.startsWith("\\p", at)
              || expression.startsWith("\\P", at)
              || expression.startsWith("\\x", at)
          ? expression.length()
          : at + 1;
    }
    if (c == '[') {
      // A bracket right behind the opening one is part of the class.
      var end = expression.indexOf(']', Math.min(expression.length(), at + 2));
      return end < 0 || expression.startsWith("[:", at + 1) ? expression.length() : end;
    }
    if (c == '{') {
      var end = expression.indexOf('}', at);
      return end < 0 ? expression.length() : end;
    }
    return at;
  }

  private static String longer(String longest, StringBuilder run) {
    var text = run.toString();
    run.setLength(0);
    return text.length() > longest.length() ? text : longest;
  }
}
