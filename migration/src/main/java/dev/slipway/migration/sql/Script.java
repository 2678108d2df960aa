package dev.slipway.migration.sql;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts a script into statements. */
public final class Script {
  private static final String MARK = "slipway:";

  private final String file;
  private final String text;
  private final Lexer lexer;
  private final List<Statement> statements = new ArrayList<>();

  private final List<String> words = new ArrayList<>();
  private final List<String> marks = new ArrayList<>();
  private @Nullable Token first;
  private @Nullable Token last;
  private int parentheses;
  private int atomicDepth;

  private Script(String file, String text) {
    this.file = file;
    this.text = text;
    this.lexer = new Lexer(file, text);
  }

  /**
   * The statements of a script, in order.
   *
   * @param file what problems name
   */
  public static List<Statement> split(String file, String text) {
    return new Script(file, text).split();
  }

  private List<Statement> split() {
    for (var token = lexer.next(); token.isPresent(); token = lexer.next()) {
      take(token.get());
    }
    finish();
    return List.copyOf(statements);
  }

  private void take(Token token) {
    switch (token.kind()) {
      case COMMENT -> readMark(token);
      case BACKSLASH -> throw psqlCommand(token);
      case SEMICOLON -> {
        if (parentheses == 0 && atomicDepth == 0) {
          finish();
        } else {
          extend(token);
        }
      }
      case OPEN -> {
        parentheses++;
        extend(token);
      }
      case CLOSE -> {
        parentheses = Math.max(0, parentheses - 1);
        extend(token);
      }
      case WORD -> {
        extend(token);
        readWord(token.keyword(text));
      }
      default -> extend(token);
    }
  }

  private void extend(Token token) {
    if (first == null) {
      first = token;
    }
    last = token;
  }

  private void readWord(String word) {
    if (parentheses > 0) {
      return;
    }
    var inRoutine = atomicDepth > 0;
    if (word.equals("ATOMIC")
        && !words.isEmpty()
        && words.getLast().equals("BEGIN")
        && new Classifier(words).definesRoutine()) {
      atomicDepth = 1;
    } else if (inRoutine && (word.equals("CASE") || word.equals("BEGIN"))) {
      atomicDepth++;
    } else if (inRoutine && word.equals("END")) {
      atomicDepth--;
    }
    words.add(word);
  }

  private void readMark(Token comment) {
    var content = comment.text(text).replaceFirst("^(--|/\\*)", "").replaceFirst("\\*/$", "");
    var stripped = content.strip().toLowerCase(Locale.ROOT);
    if (stripped.startsWith(MARK)) {
      marks.add(stripped.substring(MARK.length()).strip());
    }
  }

  private void finish() {
    if (first != null && last != null) {
      var classifier = new Classifier(words);
      var copyData =
          classifier.copiesFromClient() ? Optional.of(lexer.copyData()) : Optional.<String>empty();
      statements.add(
          new Statement(
              text.substring(first.start(), last.end()),
              first.line(),
              classifier.kind(),
              classifier.refusesTransaction(),
              marks,
              copyData));
      followStringRule();
      marks.clear();
    }
    first = null;
    last = null;
    words.clear();
    parentheses = 0;
    atomicDepth = 0;
  }

  private void followStringRule() {
    if (words.contains("STANDARD_CONFORMING_STRINGS")) {
      var setting = statements.getLast().text().toLowerCase(Locale.ROOT);
      lexer.plainStringsEscape(setting.matches("(?s).*(=|\\bto)\\s*'?(off|false|no|0)'?\\s*"));
    }
  }

  private ProblemException psqlCommand(Token token) {
    var end = text.indexOf('\n', token.start());
    var line = text.substring(token.start(), end < 0 ? text.length() : end).strip();
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-6002",
            file + ":" + token.line() + ": \"" + line + "\" is a command of psql, not SQL",
            "only psql understands it: write it in SQL, or have the file run by a command"
                + " (migrate: command)")
        .exception();
  }
}
