package dev.slipway.manifest.tree;

import java.util.Optional;
import java.util.regex.Pattern;

/** Mistakes in how the lines of YAML stand to each other: keys without colons, indentation. */
final class SyntaxKeys {
  private static final Pattern WORDS = Pattern.compile("^(\\s*(?:- )?)([A-Za-z_][\\w.-]*)(.*)$");

  private SyntaxKeys() {}

  /** A line that should be a key and has no colon. */
  static SyntaxMistake withoutColon(String[] lines, int number) {
    var content = SyntaxLines.line(lines, number);
    var above = SyntaxLines.line(lines, number - 1).strip();
    if (above.matches(".*: *[|>][-+]?")) {
      return new SyntaxMistake(
          number,
          SyntaxLines.start(content),
          "the lines of the text that " + above + " begins are not indented",
          "indent them by two spaces more than the line that begins them");
    }
    return incomplete(content, number)
        .orElseGet(
            () ->
                new SyntaxMistake(
                    number,
                    SyntaxLines.start(content),
                    "this line has no colon, and is no part of the line above",
                    "write it as key: value; or, if it goes on the value above, indent it further"
                        + " than that line"));
  }

  /** What made a colon impossible stands in the line above: it has a value already, or no colon. */
  static Optional<SyntaxMistake> above(String[] lines, int number) {
    var above = number - 1;
    while (above > 1 && SyntaxLines.line(lines, above).strip().matches("|#.*")) {
      above--;
    }
    var content = SyntaxLines.line(lines, above);
    var here = SyntaxLines.line(lines, number);
    var incomplete = incomplete(content, above);
    if (incomplete.isPresent() || SyntaxLines.start(here) <= SyntaxLines.start(content)) {
      return incomplete;
    }
    return Optional.of(
        new SyntaxMistake(
            number,
            SyntaxLines.start(here),
            "this line is indented further than line " + above + ", which has a value already",
            "indent both alike, by "
                + (SyntaxLines.start(content) - 1)
                + " spaces; or remove the value in line "
                + above
                + " if this belongs below it"));
  }

  /**
   * An indentation that is none of those above.
   *
   * @param first the first line of the mapping or list that the line should be a part of
   */
  static Optional<SyntaxMistake> indentation(String[] lines, int number, int first) {
    var here = SyntaxLines.start(SyntaxLines.line(lines, number)) - 1;
    var outer = SyntaxLines.start(SyntaxLines.line(lines, first)) - 1;
    var above = number - 1;
    while (above > first && SyntaxLines.line(lines, above).strip().matches("|#.*")) {
      above--;
    }
    var inner = SyntaxLines.start(SyntaxLines.line(lines, above)) - 1;
    if (here == outer || number == first) {
      return Optional.empty();
    }
    return Optional.of(
        new SyntaxMistake(
            number,
            here + 1,
            "this line is indented by " + here + ", and no line above that it could go with is",
            "indent it by "
                + (inner == outer ? "" : inner + ", as line " + above + " is, or by ")
                + outer
                + ", as line "
                + first
                + " is"));
  }

  private static Optional<SyntaxMistake> incomplete(String content, int number) {
    var words = WORDS.matcher(content);
    if (!words.matches()) {
      return Optional.empty();
    }
    var key = words.group(2);
    var rest = words.group(3).strip();
    if (rest.isEmpty()) {
      return Optional.of(
          new SyntaxMistake(
              number,
              SyntaxLines.start(content),
              "the key " + key + " has no colon",
              "write " + key + ":"));
    }
    if (rest.startsWith("=")) {
      return Optional.of(
          new SyntaxMistake(
              number,
              SyntaxLines.start(content),
              "key and value stand on two sides of a =",
              "write a colon: " + key + ": " + rest.substring(1).strip()));
    }
    return rest.startsWith(":") && rest.length() > 1 && !Character.isWhitespace(rest.charAt(1))
        ? Optional.of(
            new SyntaxMistake(
                number,
                SyntaxLines.start(content),
                "a space is missing after the colon",
                "write " + key + ": " + rest.substring(1)))
        : Optional.empty();
  }
}
