package dev.slipway.manifest.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The brackets of a file, outside of quotes and comments: which are open, and what closes none. */
final class Brackets {
  /** A bracket and where it stands, counted from 1. */
  record Bracket(char sign, int line, int column) {}

  private final Deque<Bracket> open = new ArrayDeque<>();
  private final List<Bracket> strays = new ArrayList<>();
  private char quote = ' ';

  private Brackets() {}

  static Brackets of(String... lines) {
    var brackets = new Brackets();
    for (var i = 0; i < lines.length; i++) {
      brackets.scan(lines[i], i + 1);
    }
    return brackets;
  }

  private void scan(String text, int line) {
    // A quote that opens outside of brackets and isn't closed in its line is a mistake of its own.
    if (open.isEmpty()) {
      quote = ' ';
    }
    for (var i = 0; i < text.length(); i++) {
      var sign = text.charAt(i);
      var before = i == 0 ? ' ' : text.charAt(i - 1);
      if (quote != ' ') {
        quote = sign == quote && before != '\\' ? ' ' : quote;
      } else if ((sign == '"' || sign == '\'') && startsValue(before)) {
        quote = sign;
      } else if (sign == '#' && Character.isWhitespace(before)) {
        return;
      } else if ((sign == '{' || sign == '[') && (startsValue(before) || !open.isEmpty())) {
        open.push(new Bracket(sign, line, i + 1));
      } else if (sign == '}' || sign == ']') {
        close(new Bracket(sign, line, i + 1));
      }
    }
  }

  private static boolean startsValue(char before) {
    return Character.isWhitespace(before) || "{[,:".indexOf(before) >= 0;
  }

  private void close(Bracket bracket) {
    var opener = bracket.sign() == '}' ? '{' : '[';
    if (open.isEmpty() || open.peek().sign() != opener) {
      strays.add(bracket);
    } else {
      open.pop();
    }
  }

  /** The first that closes nothing. */
  Optional<Bracket> stray() {
    return strays.stream().findFirst();
  }

  /** The innermost that is still open at the end of the file, or else stands before the place. */
  Optional<Bracket> openAt(int line, int column) {
    return open.stream()
        .filter(each -> each.line() < line || (each.line() == line && each.column() < column))
        .findFirst();
  }

  /** Whether every bracket of the file finds what closes it: then something between is missing. */
  boolean areClosed() {
    return open.isEmpty() && strays.isEmpty();
  }
}
