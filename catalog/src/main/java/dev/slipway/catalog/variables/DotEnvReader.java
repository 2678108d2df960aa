package dev.slipway.catalog.variables;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code .env} text entry by entry; a mistake costs its line and not the rest. */
final class DotEnvReader {
  private final String text;
  private int at;
  private int line = 1;

  DotEnvReader(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** What is wrong with a line. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    Mistake(String message) {
      super(message);
    }
  }

  boolean hasNext() {
    return at < text.length();
  }

  int line() {
    return line;
  }

  /** The next line's name and value; null for an empty line or a comment. */
  Map.@Nullable Entry<String, String> next() throws Mistake {
    skipBlanks();
    if (atEndOfLine() || text.charAt(at) == '#') {
      skipLine();
      return null;
    }
    if (text.startsWith("export ", at)) {
      at += "export ".length();
      skipBlanks();
    }
    var name = name();
    skipBlanks();
    if (atEndOfLine() || text.charAt(at) != '=') {
      skipLine();
      throw new Mistake(name + " has no = after it");
    }
    at++;
    skipBlanks();
    return Map.entry(name, value(name));
  }

  private String name() throws Mistake {
    var start = at;
    while (!atEndOfLine() && "= \t#".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    var name = text.substring(start, at);
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      skipLine();
      throw new Mistake("\"" + name + "\" is not the name of a variable");
    }
    return name;
  }

  private String value(String name) throws Mistake {
    if (atEndOfLine()) {
      skipLine();
      return "";
    }
    return switch (text.charAt(at)) {
      case '\'' -> quoted(name, '\'');
      case '"' -> quoted(name, '"');
      default -> bare();
    };
  }

  /** Up to the end of the line, or to a # after a blank. */
  private String bare() {
    var start = at;
    while (!atEndOfLine()
        && !(text.charAt(at) == '#' && (at == start || " \t".indexOf(text.charAt(at - 1)) >= 0))) {
      at++;
    }
    var value = text.substring(start, at).strip();
    skipLine();
    return value;
  }

  private String quoted(String name, char quote) throws Mistake {
    var opened = at++;
    var value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      var c = text.charAt(at++);
      if (c == '\\' && quote == '"' && at < text.length()) {
        value.append(unescaped(text.charAt(at++)));
      } else {
        if (c == '\n') {
          line++;
        }
        value.append(c);
      }
    }
    if (at >= text.length()) {
      // The rest can still be read: go on after the line where the quote was opened.
      line -= (int) text.substring(opened).chars().filter(c -> c == '\n').count();
      at = opened;
      skipLine();
      throw new Mistake(name + ": the quote " + quote + " is never closed");
    }
    at++;
    skipBlanks();
    if (!atEndOfLine() && text.charAt(at) != '#') {
      skipLine();
      throw new Mistake(name + ": there is text after the closing quote");
    }
    skipLine();
    return value.toString();
  }

  private static String unescaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case '"', '\\', '$' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private boolean atEndOfLine() {
    return at >= text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private void skipBlanks() {
    while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
    if (at < text.length()) {
      at++;
      line++;
    }
  }
}
