package dev.slipway.manifest.tree;

import java.util.Optional;
import java.util.regex.Pattern;

/** Mistakes that can be seen in one line of YAML, mostly in its value. */
final class SyntaxLines {
  private static final Pattern CONFLICT = Pattern.compile("^(?:<{7}|>{7})(?: .*)?$|^={7}$");
  private static final Pattern TAB = Pattern.compile("^ *\t");
  private static final Pattern COLON_IN_VALUE =
      Pattern.compile("^\\s*(?:- )?[^:#'\"]+: (?!['\"\\[{|>&*!]).*: .*");
  private static final Pattern OWN_MEANING =
      Pattern.compile(
          "^(\\s*(?:- |[^:#'\"]+: )?(?:- )?(?:[^'\"#]*[\\[{,:] ?)?)([@`%*&][^,\\]}]*)(.*)$");
  private static final Pattern AFTER_QUOTE =
      Pattern.compile(
          "^(\\s*(?:- )?(?:[^\\s'\"#:]+:\\s+)?)('(?:[^']|'')*'|\"(?:[^\"\\\\]|\\\\.)*\")(\\s*[^\\s#,:\\]}].*)$");
  private static final Pattern REFERENCE = Pattern.compile("[^'\"\\s,{\\[]*\\$\\{[^}]*}[^,}\\]]*");

  private SyntaxLines() {}

  static String line(String[] lines, int number) {
    return number >= 1 && number <= lines.length ? lines[number - 1] : "";
  }

  static int start(String content) {
    return content.length() - content.stripLeading().length() + 1;
  }

  /** What version control leaves where two changes meet. */
  static Optional<SyntaxMistake> conflict(String... lines) {
    for (var i = 0; i < lines.length; i++) {
      if (CONFLICT.matcher(lines[i]).matches()) {
        return Optional.of(
            new SyntaxMistake(
                i + 1,
                1,
                "a merge conflict was left here: " + lines[i].strip(),
                "keep one of the two sides, and remove the lines with <<<<<<<, ======= and"
                    + " >>>>>>>"));
      }
    }
    return Optional.empty();
  }

  static Optional<SyntaxMistake> tab(String[] lines, int number) {
    var tab = TAB.matcher(line(lines, number));
    return tab.find()
        ? Optional.of(
            new SyntaxMistake(
                number, tab.end(), "a tab indents this line", "YAML indents with spaces: use two"))
        : Optional.empty();
  }

  /** A value that needs quotes and has none. */
  static Optional<SyntaxMistake> unquoted(String[] lines, int number) {
    var content = line(lines, number);
    if (COLON_IN_VALUE.matcher(content).matches()) {
      var value = content.indexOf(": ") + 2;
      return Optional.of(
          new SyntaxMistake(
              number,
              start(content),
              "the value has a colon and a space, which starts another key",
              "put the value in quotes: "
                  + content.substring(0, value).strip()
                  + " "
                  + quoted(content.substring(value))));
    }
    var sign = OWN_MEANING.matcher(content);
    if (!sign.matches()) {
      return Optional.empty();
    }
    var isInList = sign.group(1).stripTrailing().matches(".*[\\[{,].*");
    var value = isInList ? sign.group(2) : sign.group(2) + sign.group(3);
    return Optional.of(
        new SyntaxMistake(
            number,
            sign.start(2) + 1,
            "the value starts with "
                + sign.group(2).charAt(0)
                + ", which means something of its own to YAML",
            "put the value in quotes: "
                + sign.group(1).strip()
                + (isInList ? "" : " ")
                + quoted(value)
                + (isInList ? sign.group(3) : "")));
  }

  /** \d and C:\shop in double quotes. */
  static SyntaxMistake escape(String[] lines, int number, int column) {
    var content = line(lines, number);
    var sign = column >= 1 && column <= content.length() ? content.substring(column - 1) : "";
    return new SyntaxMistake(
        number,
        column,
        "in double quotes a \\ starts a sign of its own, and "
            + (sign.isEmpty() ? "this" : "\\" + sign.charAt(0))
            + " is none",
        "use single quotes, in which \\ is a letter like any other, or write \\\\");
  }

  /** 'the shop's orders', "npm" start. */
  static Optional<SyntaxMistake> afterQuote(String[] lines, int number) {
    var match = AFTER_QUOTE.matcher(line(lines, number));
    if (!match.matches()) {
      return Optional.empty();
    }
    var quote = match.group(2).charAt(0);
    var inside = match.group(2).substring(1, match.group(2).length() - 1);
    var rest = match.group(3).stripTrailing();
    var whole =
        rest.endsWith(String.valueOf(quote))
            ? inside + quote + rest.substring(0, rest.length() - 1)
            : match.group(2) + rest;
    return Optional.of(
        new SyntaxMistake(
            number,
            match.start(3) + 1,
            "the value ends with the quote before this, and more follows",
            "put quotes around all of it: " + match.group(1).strip() + " " + quoted(whole)));
  }

  /** ${...} among brackets of YAML's own. */
  static Optional<SyntaxMistake> reference(String[] lines, int number) {
    var match = REFERENCE.matcher(line(lines, number));
    return match.find()
        ? Optional.of(
            new SyntaxMistake(
                number,
                match.start() + 1,
                "between { } and [ ] a ${...} needs quotes, or its brackets count as YAML's",
                "write " + quoted(match.group())))
        : Optional.empty();
  }

  /** { start: x port: 3000 }. */
  static Optional<SyntaxMistake> comma(String[] lines, int number, int column) {
    var content = line(lines, number);
    var before = content.substring(0, Math.min(content.length(), Math.max(0, column - 1)));
    var word = Pattern.compile("([\\w.-]+)\\s*$").matcher(before);
    return word.find() && word.start() > 0 && column <= content.length()
        ? Optional.of(
            new SyntaxMistake(
                number,
                word.start() + 1,
                "a comma is missing before " + word.group(1),
                "write , between what stands in the brackets"))
        : Optional.empty();
  }

  private static String quoted(String value) {
    return "'" + value.strip().replace("'", "''") + "'";
  }
}
