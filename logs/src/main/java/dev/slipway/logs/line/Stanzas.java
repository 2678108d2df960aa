package dev.slipway.logs.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts together the lines that one thing was told in: a stack trace with its causes, a statement
 * over several lines. A line belongs to the one before if it is indented or continues a trace.
 */
public final class Stanzas {
  /** What has no end is not kept back for ever. */
  private static final int MOST_LINES = 500;

  private static final int MOST_CHARACTERS = 64 << 10;
  private static final Pattern GOES_ON =
      Pattern.compile(
          "^(?:\\s+\\S|Caused by: |Suppressed: |\\.\\.\\. \\d+ more|\\)+[;,]?$|\\}+[;,)]?$|\\]+[;,]?$"
              + "|During handling of the above exception|The above exception was the direct cause"
              + "|(?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error|Throwable)(?::|$))");

  /** Java's own logger tells time and place in one line, level and message in the next. */
  private static final Pattern JAVA_HEAD =
      Pattern.compile("^\\w{3} \\d{1,2}, \\d{4},? \\d{1,2}:\\d\\d:\\d\\d\\W.*");

  private static final Pattern JAVA_MESSAGE =
      Pattern.compile("^(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): .*");
  private static final String PYTHON = "Traceback (most recent call last):";

  /**
   * @param end the place behind its last line break
   */
  public record Stanza(String text, long end) {}

  private final List<String> lines = new ArrayList<>();
  private int characters;
  private long end;
  private boolean inTraceback;

  /** Takes the next line; gives back the stanza that it ends, if it begins another. */
  public Optional<Stanza> line(String text, long behind) {
    var full = lines.size() >= MOST_LINES || characters > MOST_CHARACTERS;
    var before = !full && goesOn(text) ? Optional.<Stanza>empty() : flush();
    lines.add(text);
    characters += text.length();
    end = behind;
    inTraceback = inTraceback ? text.isBlank() || isIndented(text) : text.startsWith(PYTHON);
    return before;
  }

  /** What was begun, when nothing came after it for a while. */
  public Optional<Stanza> flush() {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var stanza = new Stanza(String.join("\n", lines), end);
    lines.clear();
    characters = 0;
    return Optional.of(stanza);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The end of a Python trace, the error itself, is not indented. */
  private boolean goesOn(String text) {
    return !lines.isEmpty()
        && (inTraceback
            || GOES_ON.matcher(text).find()
            || (text.startsWith(PYTHON) && isChained())
            || isJavaMessage(text));
  }

  private boolean isJavaMessage(String text) {
    return lines.size() == 1
        && JAVA_MESSAGE.matcher(text).matches()
        && JAVA_HEAD.matcher(lines.getFirst()).matches();
  }

  private boolean isChained() {
    var last = lines.getLast();
    return last.startsWith("During handling") || last.startsWith("The above exception");
  }

  private static boolean isIndented(String text) {
    return !text.isEmpty() && (text.charAt(0) == ' ' || text.charAt(0) == '\t');
  }
}
