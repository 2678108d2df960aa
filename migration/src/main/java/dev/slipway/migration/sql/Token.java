package dev.slipway.migration.sql;

import java.util.Locale;

/** A piece of a script; white space is left out. */
record Token(Kind kind, int start, int end, int line) {

  enum Kind {
    WORD,
    QUOTED_NAME,
    TEXT,
    COMMENT,
    SEMICOLON,
    OPEN,
    CLOSE,
    BACKSLASH,
    OTHER
  }

  String text(String script) {
    return script.substring(start, end);
  }

  /** As keywords are compared: upper case, only for unquoted words. */
  String keyword(String script) {
    return kind == Kind.WORD ? text(script).toUpperCase(Locale.ROOT) : "";
  }
}
