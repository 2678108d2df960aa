package dev.slipway.protocol.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the migrations of a database's folder and the database stand to each other.
 *
 * @param folder where the files are; absent when they can't be compared
 * @param table in which the database says what was applied to it
 * @param state in-sync, pending, disordered or unknown
 * @param sentence the same for people
 * @param lines in the order in which they are applied; at last what has no file any more
 * @param next what to do about what isn't well
 */
public record MigrationList(
    String app,
    String environment,
    String database,
    @Nullable String folder,
    @Nullable String table,
    String state,
    String sentence,
    List<MigrationLine> lines,
    List<Advice> next) {

  /**
   * One migration.
   *
   * @param standing applied, pending, edited, unfinished, skipped or missing
   * @param tookMillis absent where its tool doesn't keep it
   * @param release the deployment whose plan applied it, such as v53; absent for another's work
   */
  public record MigrationLine(
      String id,
      @Nullable String file,
      String standing,
      @Nullable Instant at,
      @Nullable Long tookMillis,
      @Nullable String release) {}

  /** What to do, and the command for it. */
  public record Advice(String what, String command) {}
}
