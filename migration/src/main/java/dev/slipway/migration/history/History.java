package dev.slipway.migration.history;

import dev.slipway.migration.source.Layout;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The table that says what has been applied. Nothing is ever made by reading.
 *
 * <p>Every write runs in the caller's transaction: a migration and the line that says so are in
 * together or not at all.
 */
public interface History {

  /** Schema and name, quoted as SQL needs it. */
  String table();

  boolean exists(Connection connection) throws SQLException;

  void create(Connection connection) throws SQLException;

  List<Applied> read(Connection connection) throws SQLException;

  /** What this history would keep as the migration's checksum; empty if it keeps none. */
  String checksum(Migration migration);

  /** Before the first statement of a migration that no single transaction holds. */
  void started(Connection connection, Migration migration) throws SQLException;

  void finished(Connection connection, Migration migration, Duration took) throws SQLException;

  /** It is in though we did not run it. */
  void baseline(Connection connection, Migration migration) throws SQLException;

  /** It is out again, or its failed try is to be forgotten. */
  void forget(Connection connection, Migration migration) throws SQLException;

  /** The edited file is right: keep its checksum. */
  void acceptEdit(Connection connection, Migration migration) throws SQLException;

  /**
   * The history that a folder's layout asks for.
   *
   * @param scope empty, or the tenant schema that the migrations are applied to
   */
  static History of(Layout layout, Connection connection, String scope) throws SQLException {
    var tables = new Tables(connection, scope);
    return switch (layout) {
      case NUMBERED -> new OwnHistory(scope);
      case PRISMA -> new PrismaHistory(tables.named("_prisma_migrations"));
      case FLYWAY -> new FlywayHistory(tables.named("flyway_schema_history"));
      case GOOSE -> new GooseHistory(tables.named("goose_db_version"));
      case DIESEL ->
          new VersionListHistory(tables.named("__diesel_schema_migrations"), List.of("run_on"));
      case DBMATE -> new VersionListHistory(tables.named("schema_migrations"), List.of());
      case GOLANG_MIGRATE -> new GolangMigrateHistory(tables.named("schema_migrations"));
    };
  }
}
