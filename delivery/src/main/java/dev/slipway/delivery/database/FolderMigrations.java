package dev.slipway.delivery.database;

import dev.slipway.manifest.model.Migrations;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.Database;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.run.Runner;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.source.MigrationSet;
import dev.slipway.migration.source.SqlFiles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The numbered SQL files of a database: which are pending, and applying them. */
public final class FolderMigrations {
  private static final String SCOPE = "public";
  private static final Duration TURN_LIMIT = Duration.ofMinutes(5);

  private final MigrationSet set;
  private final LockPatience patience;

  private FolderMigrations(MigrationSet set, LockPatience patience) {
    this.set = set;
    this.patience = patience;
  }

  /** The migrations of a database, if they are a folder of SQL files. */
  public static Optional<FolderMigrations> of(
      ResolvedEnvironment environment, String database, Path folder) {
    return Optional.ofNullable(environment.databases().get(database))
        .flatMap(found -> found.migrations())
        .flatMap(Migrations::folder)
        .map(sub -> SqlFiles.in(folder.resolve(sub)).read())
        .map(set -> new FolderMigrations(set, LockPatience.standard()));
  }

  public List<Migration> all() {
    return set.migrations();
  }

  public List<Migration> pending(Database database) throws SQLException {
    try (var connection = database.connect("slipway migrate status")) {
      return Status.of(connection, set, History.of(set.layout(), connection, SCOPE)).pending();
    }
  }

  /** Applies what is pending, one after another; a kill loses nothing and repeats nothing. */
  public List<Migration> apply(Database database, Watch watch) throws SQLException {
    try (var connection = database.connect("slipway migrate")) {
      var history = History.of(set.layout(), connection, SCOPE);
      var runner = new Runner(connection, SCOPE, history, patience, watch);
      runner.enter(TURN_LIMIT);
      try {
        runner.prepare();
        var pending = Status.of(connection, set, history).pending();
        for (var migration : pending) {
          runner.apply(migration);
        }
        return pending;
      } finally {
        runner.leave();
      }
    }
  }
}
