package dev.slipway.manifest.tree;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Turns the YAML parser's complaint into the mistake that a person made. The parser knows where it
 * could not go on; the mistake is often a line above.
 */
final class YamlSyntax {
  private final String[] lines;
  private final String context;
  private final String problem;

  /** Where what could not be read began, if it began anywhere; and where it could not go on. */
  private final Optional<Mark> begun;

  private final int line;
  private final int column;

  private YamlSyntax(MarkedYamlEngineException complaint, String text) {
    this.lines = text.split("\\R", -1);
    this.context = complaint.getContext() == null ? "" : complaint.getContext();
    this.problem = complaint.getProblem().replaceAll("\\s+", " ").strip();
    this.begun = complaint.getContextMark();
    var mark = complaint.getProblemMark().or(() -> begun);
    this.line = mark.map(at -> at.getLine() + 1).orElse(1);
    this.column = mark.map(at -> at.getColumn() + 1).orElse(1);
  }

  static TreeException explain(MarkedYamlEngineException complaint, String text) {
    return new YamlSyntax(complaint, text).mistake().exception();
  }

  private SyntaxMistake mistake() {
    return SyntaxLines.conflict(lines)
        .or(this::inOneLine)
        .or(this::quoted)
        .or(this::bracket)
        .or(this::withoutColon)
        .or(this::indented)
        .orElseGet(
            () ->
                new SyntaxMistake(
                    line,
                    column,
                    "the YAML can't be read here: " + problem,
                    "look at this line and the one before: indentation, a missing colon, quote or"
                        + " bracket"));
  }

  /** An unfinished line is noticed by the parser at the start of the next one with text. */
  private Optional<SyntaxMistake> inOneLine() {
    return SyntaxLines.tab(lines, line)
        .or(() -> SyntaxLines.tab(lines, line - 1))
        .or(() -> SyntaxLines.unquoted(lines, line))
        .or(() -> SyntaxLines.unquoted(lines, line - 1));
  }

  private Optional<SyntaxMistake> quoted() {
    if (problem.contains("unknown escape") || problem.contains("hexadecimal")) {
      return Optional.of(SyntaxLines.escape(lines, line, column));
    }
    if (context.contains("quoted scalar")) {
      return begun.map(
          at ->
              new SyntaxMistake(
                  at.getLine() + 1,
                  at.getColumn() + 1,
                  "the quote that opens here is never closed",
                  "close it at the end of the value, or write the value without quotes"));
    }
    return SyntaxLines.afterQuote(lines, line);
  }

  private Optional<SyntaxMistake> bracket() {
    var brackets = Brackets.of(lines);
    var stray = brackets.stray().filter(each -> each.line() == line);
    if (stray.isPresent()) {
      var sign = stray.get().sign();
      return Optional.of(
          new SyntaxMistake(
              line,
              stray.get().column(),
              "nothing is open that this " + sign + " could close",
              "remove it, or put the value in quotes if the " + sign + " belongs to it"));
    }
    if (!context.contains("flow")) {
      return Optional.empty();
    }
    var reference = SyntaxLines.reference(lines, line);
    if (reference.isPresent()) {
      return reference;
    }
    var open = brackets.openAt(line, column);
    var comma =
        brackets.areClosed()
            ? SyntaxLines.comma(lines, line, column)
            : Optional.<SyntaxMistake>empty();
    return comma.or(() -> open.map(this::unclosed));
  }

  private SyntaxMistake unclosed(Brackets.Bracket open) {
    var isAtEnd = line >= lines.length && lines[lines.length - 1].isBlank();
    return new SyntaxMistake(
        open.line(),
        open.column(),
        "the "
            + open.sign()
            + " that opens here is not closed"
            + (isAtEnd || line == open.line() ? "" : " before line " + line),
        "close it with "
            + (open.sign() == '{' ? '}' : ']')
            + ", with commas between what stands in it");
  }

  /** A line that is neither a key with its value nor a part of the line above. */
  private Optional<SyntaxMistake> withoutColon() {
    if (problem.contains("could not find expected ':'")) {
      return begun.map(at -> SyntaxKeys.withoutColon(lines, at.getLine() + 1));
    }
    return problem.contains("mapping values are not allowed")
        ? SyntaxKeys.above(lines, line)
        : Optional.empty();
  }

  private Optional<SyntaxMistake> indented() {
    if (!problem.contains("block end") || begun.isEmpty()) {
      return Optional.empty();
    }
    return SyntaxKeys.indentation(lines, line, begun.get().getLine() + 1);
  }
}
