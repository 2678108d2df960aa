package dev.slipway.manifest.tree;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A text as YAML writes it: plain where that reads back to the same, else in quotes. */
public final class YamlScalar {
  private static final Pattern HARMLESS =
      Pattern.compile("[A-Za-z_./][A-Za-z0-9_./-]*|[0-9]+(?:ms|[smhdw]|[KMG]B)");
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private YamlScalar() {}

  public static String write(String text) {
    if (HARMLESS.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    if (readsBack(text)) {
      return text;
    }
    var isOneLine =
        text.chars()
            .noneMatch(
                c ->
                    c < ' '
                        || (c >= 0x7F && c <= 0xA0)
                        || (c >= 0x2028 && c <= 0x2029)
                        || c == 0xFEFF
                        || c >= 0xFFFE
                        || Character.isSurrogate((char) c));
    return isOneLine ? "'" + text.replace("'", "''") + "'" : quoted(text);
  }

  /** Asked of the reader itself: what is written must be read as it was meant. */
  private static boolean readsBack(String text) {
    if (text.isBlank()
        || !text.equals(text.strip())
        || text.matches("[-+.]?[0-9].*")
        || WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return isNumber(text);
    }
    if (text.endsWith(",")) {
      // Outside of brackets it would be read back, and check takes it for a slip.
      return false;
    }
    try {
      return YamlTree.read("k: " + text + "\nl: 1\n", YamlTree.Anchors.REFUSED, mistake -> {})
              instanceof Node.Mapping mapping
          && mapping.entries().size() == 2
          && mapping.value("k").orElse(null) instanceof Node.Scalar scalar
          && scalar.plain()
          && !scalar.isNull()
          && scalar.text().equals(text);
    } catch (TreeException notPlain) {
      return false;
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("[1-9][0-9]{0,8}|0");
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
