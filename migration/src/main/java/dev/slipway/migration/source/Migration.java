package dev.slipway.migration.source;

import dev.slipway.migration.sql.Script;
import dev.slipway.migration.sql.Statement;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One migration of a folder.
 *
 * @param version what orders it; of a repeatable one its name
 * @param name as its tool's history writes it: Prisma the folder's name, Flyway the description
 * @param file for people: relative to the folder of migrations
 * @param content the whole file, as checksums are taken over it
 * @param parts what goes up and what goes down
 */
public record Migration(Version version, String name, Path file, String content, Parts parts) {

  /**
   * The two directions of a migration. Lines that are not of a direction are left empty in it, so
   * that a statement's line is its line in the file.
   */
  public record Parts(String up, Optional<String> down, boolean inTransaction, Repeat repeat) {}

  /** Whether an edited migration runs again. */
  public enum Repeat {
    ONCE,
    WHEN_CHANGED
  }

  public boolean isRepeatable() {
    return parts.repeat() == Repeat.WHEN_CHANGED;
  }

  public List<Statement> statements() {
    return Script.split(file.toString(), parts.up());
  }

  public Optional<List<Statement>> undoStatements() {
    return parts.down().map(down -> Script.split(file.toString(), down));
  }

  /** False when the file or its tool's mark says that no transaction may hold it together. */
  public boolean inTransaction(List<Statement> statements) {
    return parts.inTransaction()
        && statements.stream().noneMatch(statement -> statement.isMarked("no-transaction"));
  }

  public String id() {
    return isRepeatable() ? name : version.text();
  }
}
