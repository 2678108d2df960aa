package dev.slipway.migration.sql;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.util.Optional;

/**
 * PostgreSQL's lexical rules, as far as they decide where a statement ends: nested comments, dollar
 * quotes, {@code E''} strings, quoted names. Needs no memory but the script.
 */
final class Lexer {
  private final String file;
  private final String script;
  private int at;
  private int line = 1;
  private boolean backslashEscapes;

  Lexer(String file, String script) {
    this.file = file;
    this.script = script;
    this.at = script.startsWith("\uFEFF") ? 1 : 0;
  }

  /** After {@code SET standard_conforming_strings = off} a backslash escapes in plain strings. */
  void plainStringsEscape(boolean escape) {
    backslashEscapes = escape;
  }

  Optional<Token> next() {
    skipSpace();
    if (at >= script.length()) {
      return Optional.empty();
    }
    var start = at;
    var startLine = line;
    var kind = read();
    for (var i = start; i < at; i++) {
      if (script.charAt(i) == '\n') {
        line++;
      }
    }
    return Optional.of(new Token(kind, start, at, startLine));
  }

  /** The lines after a {@code COPY … FROM stdin;} up to the one that holds {@code \.} alone. */
  String copyData() {
    var copyLine = line;
    var lineEnd = script.indexOf('\n', at);
    var from = lineEnd < 0 ? script.length() : lineEnd + 1;
    var reading = from;
    while (reading < script.length()) {
      var end = script.indexOf('\n', reading);
      var stop = end < 0 ? script.length() : end;
      if (script.substring(reading, stop).stripTrailing().equals("\\.")) {
        var data = script.substring(from, reading);
        line += (int) script.substring(at, stop).chars().filter(c -> c == '\n').count();
        at = stop;
        return data;
      }
      reading = stop + 1;
    }
    throw unfinished(copyLine, "the rows of a COPY … FROM stdin", "a line that holds only \\.");
  }

  private void skipSpace() {
    while (at < script.length() && isSpace(script.charAt(at))) {
      if (script.charAt(at) == '\n') {
        line++;
      }
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u000B';
  }

  private Token.Kind read() {
    var c = script.charAt(at);
    return switch (c) {
      case '-' -> script.startsWith("--", at) ? lineComment() : single(Token.Kind.OTHER);
      case '/' -> script.startsWith("/*", at) ? blockComment() : single(Token.Kind.OTHER);
      case '\'' -> string(backslashEscapes);
      case '"' -> quoted('"', Token.Kind.QUOTED_NAME, "a quoted name");
      case '$' -> dollar();
      case ';' -> single(Token.Kind.SEMICOLON);
      case '(' -> single(Token.Kind.OPEN);
      case ')' -> single(Token.Kind.CLOSE);
      case '\\' -> single(Token.Kind.BACKSLASH);
      default -> startsWord(c) ? word() : single(Token.Kind.OTHER);
    };
  }

  private Token.Kind single(Token.Kind kind) {
    at++;
    return kind;
  }

  private Token.Kind lineComment() {
    var end = script.indexOf('\n', at);
    at = end < 0 ? script.length() : end;
    return Token.Kind.COMMENT;
  }

  private Token.Kind blockComment() {
    var depth = 0;
    var startLine = line;
    while (at < script.length()) {
      if (script.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (script.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return Token.Kind.COMMENT;
        }
      } else {
        at++;
      }
    }
    throw unfinished(startLine, "a comment", "*/");
  }

  private Token.Kind string(boolean escapes) {
    var startLine = line;
    at++;
    while (at < script.length()) {
      var c = script.charAt(at);
      if (escapes && c == '\\') {
        at += 2;
      } else if (c != '\'') {
        at++;
      } else if (script.startsWith("''", at)) {
        at += 2;
      } else {
        at++;
        return Token.Kind.TEXT;
      }
    }
    throw unfinished(startLine, "a string", "'");
  }

  private Token.Kind quoted(char quote, Token.Kind kind, String what) {
    var end = script.indexOf(quote, at + 1);
    while (end >= 0 && end + 1 < script.length() && script.charAt(end + 1) == quote) {
      end = script.indexOf(quote, end + 2);
    }
    if (end < 0) {
      throw unfinished(line, what, String.valueOf(quote));
    }
    at = end + 1;
    return kind;
  }

  private Token.Kind dollar() {
    var close = script.indexOf('$', at + 1);
    if (close < 0 || !isTag(at + 1, close)) {
      return single(Token.Kind.OTHER);
    }
    var tag = script.substring(at, close + 1);
    var end = script.indexOf(tag, close + 1);
    if (end < 0) {
      throw unfinished(line, "a dollar-quoted text", tag);
    }
    at = end + tag.length();
    return Token.Kind.TEXT;
  }

  private boolean isTag(int from, int to) {
    if (from == to) {
      return true;
    }
    if (!startsWord(script.charAt(from))) {
      return false;
    }
    for (var i = from; i < to; i++) {
      if (!startsWord(script.charAt(i)) && !Character.isDigit(script.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private Token.Kind word() {
    var start = at;
    while (at < script.length() && continuesWord(script.charAt(at))) {
      at++;
    }
    // E'…' and its like are one token: the prefix decides whether a backslash escapes.
    if (at - start == 1 && at < script.length() && script.charAt(at) == '\'') {
      var prefix = Character.toUpperCase(script.charAt(start));
      if (prefix == 'E') {
        return string(true);
      }
      if (prefix == 'B' || prefix == 'X' || prefix == 'N') {
        return string(false);
      }
    }
    return Token.Kind.WORD;
  }

  private static boolean startsWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
  }

  /** Digits and dollar signs belong to a word: {@code total$1$} opens no dollar quote. */
  private static boolean continuesWord(char c) {
    return startsWord(c) || (c >= '0' && c <= '9') || c == '$';
  }

  private ProblemException unfinished(int startLine, String what, String missing) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-6001",
            file + ":" + startLine + ": " + what + " begins here and never ends",
            "close it with " + missing)
        .exception();
  }
}
