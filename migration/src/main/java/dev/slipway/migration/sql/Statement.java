package dev.slipway.migration.sql;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param text without the semicolon and the comments before it
 * @param line where it begins in its file, from 1
 * @param refusesTransaction PostgreSQL runs it only outside a transaction block
 * @param marks what {@code -- slipway:…} comments before or inside it say
 * @param copyData the rows of a {@code COPY … FROM stdin}
 */
public record Statement(
    String text,
    int line,
    StatementKind kind,
    boolean refusesTransaction,
    List<String> marks,
    Optional<String> copyData) {

  public Statement {
    marks = List.copyOf(marks);
  }

  public boolean isMarked(String mark) {
    return marks.stream().anyMatch(one -> one.equals(mark) || one.startsWith(mark + " "));
  }

  /** The first line, cut at a width that a table can hold. */
  public String summary(int width) {
    var oneLine = text.replaceAll("\\s+", " ").strip();
    return oneLine.length() <= width ? oneLine : oneLine.substring(0, width - 1) + "…";
  }
}
