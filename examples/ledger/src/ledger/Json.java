package ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** As much of JSON as a ledger needs: writes rows, reads objects of texts and numbers. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static String write(Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> write(entry.getKey().toString()) + ":" + write(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case Iterable<?> list ->
          StreamSupport.stream(list.spliterator(), false)
              .map(Json::write)
              .collect(Collectors.joining(",", "[", "]"));
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (var c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : "" + c);
      }
    }
    return out.append('"').toString();
  }

  /** Reads an object whose values are texts, whole numbers, true, false or null. */
  static Map<String, Object> read(String text) {
    var json = new Json(text);
    var object = json.object();
    json.skipBlanks();
    if (json.at < text.length()) {
      throw json.mistake("more behind the object");
    }
    return object;
  }

  private Map<String, Object> object() {
    var object = new LinkedHashMap<String, Object>();
    expect('{');
    if (next() == '}') {
      at++;
      return object;
    }
    while (true) {
      expect('"');
      var name = rest();
      expect(':');
      object.put(name, value());
      if (next() == ',') {
        at++;
      } else {
        expect('}');
        return object;
      }
    }
  }

  private Object value() {
    var c = next();
    if (c == '"') {
      at++;
      return rest();
    }
    var from = at;
    while (at < text.length() && ",}] \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    var word = text.substring(from, at);
    if (word.matches("-?\\d{1,18}")) {
      return Long.parseLong(word);
    }
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> throw mistake("a text or a whole number");
    };
  }

  /** The rest of a text whose opening quote was read. */
  private String rest() {
    var out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      var c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    if (at++ >= text.length()) {
      throw mistake("the end of a text");
    }
    return out.toString();
  }

  private char escaped() {
    if (at >= text.length()) {
      throw mistake("the end of a text");
    }
    var c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
      throw mistake("four hexadecimal digits");
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private char next() {
    skipBlanks();
    if (at >= text.length()) {
      throw mistake("more");
    }
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw mistake("" + wanted);
    }
    at++;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Refusal mistake(String wanted) {
    return new Refusal(400, "not JSON: expected " + wanted + " at character " + (at + 1));
  }
}
