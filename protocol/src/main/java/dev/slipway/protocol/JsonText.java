package dev.slipway.protocol;

/**
 * Walks through the text of a JSON document, strictly. The library's parser is for everything but
 * {@link RecordReader}: it makes tables of large decimal numbers before its first character.
 */
final class JsonText {
  private static final int DEEPEST = 100;
  private static final int HEX = 16;
  private static final int HEX_DIGITS = 4;

  private final String text;
  private int at;

  JsonText(String text) {
    this.text = text;
  }

  /** The next character that is not blank, left where it is; 0 at the end. */
  char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  void expect(char wanted) {
    var found = peek();
    if (found != wanted) {
      throw broken(
          "'" + wanted + "' was expected" + (found == 0 ? "" : " where '" + found + "' is"));
    }
    at++;
  }

  /** Passes the character if it is the next. */
  boolean takes(char wanted) {
    if (peek() == wanted) {
      at++;
      return true;
    }
    return false;
  }

  boolean takesWord(String word) {
    peek();
    if (text.startsWith(word, at)) {
      at += word.length();
      return true;
    }
    return false;
  }

  void end() {
    if (peek() != 0) {
      throw broken("nothing was expected any more");
    }
  }

  String string() {
    expect('"');
    var begin = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at = plain();
    }
    var value = new StringBuilder().append(text, begin, at);
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
        value.append(escaped());
      } else {
        value.append(text.charAt(at));
        at = plain();
      }
    }
    expect('"');
    return value.toString();
  }

  private int plain() {
    if (text.charAt(at) < ' ') {
      throw broken("a control character stands in a text");
    }
    return at + 1;
  }

  private char escaped() {
    var letter = at < text.length() ? text.charAt(at++) : 0;
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw broken("no such escape");
    };
  }

  private char hexadecimal() {
    var value = 0;
    for (var i = 0; i < HEX_DIGITS; i++) {
      var digit = at < text.length() ? Character.digit(text.charAt(at), HEX) : -1;
      if (digit < 0) {
        throw broken("four hexadecimal digits were expected");
      }
      value = value * HEX + digit;
      at++;
    }
    return (char) value;
  }

  /** A whole number. */
  long number() {
    peek();
    var begin = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Long.parseLong(text, begin, at, 10);
    } catch (NumberFormatException e) {
      at = begin;
      throw broken("a whole number was expected");
    }
  }

  /** Passes over a value of any kind. */
  void skip() {
    skip(0);
  }

  private void skip(int depth) {
    if (depth > DEEPEST) {
      throw broken("it is nested more than " + DEEPEST + " deep");
    }
    switch (peek()) {
      case '"' -> string();
      case '{' -> {
        expect('{');
        for (var more = !takes('}'); more; more = more()) {
          string();
          expect(':');
          skip(depth + 1);
        }
      }
      case '[' -> {
        expect('[');
        for (var more = !takes(']'); more; more = takes(',') || !closed(']')) {
          skip(depth + 1);
        }
      }
      default -> word();
    }
  }

  /** After a member of an object: whether another follows. */
  boolean more() {
    return takes(',') || !closed('}');
  }

  /** Passes what must close here. */
  boolean closed(char closing) {
    expect(closing);
    return true;
  }

  private void word() {
    var begin = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    if (at == begin) {
      throw broken("a value was expected");
    }
  }

  private static boolean isOfWord(char letter) {
    return Character.isLetterOrDigit(letter) || "+-.".indexOf(letter) >= 0;
  }

  IllegalArgumentException broken(String why) {
    return new IllegalArgumentException(
        "not as it should be at character " + (at + 1) + ": " + why);
  }
}
