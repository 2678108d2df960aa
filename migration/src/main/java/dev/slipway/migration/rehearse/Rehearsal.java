package dev.slipway.migration.rehearse;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.migration.Database;
import dev.slipway.migration.DatabaseProblem;
import dev.slipway.migration.Rows;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.run.Runner;
import dev.slipway.migration.shape.Shape;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.source.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What happened when the pending migrations ran on a copy.
 *
 * @param pending in order, also those that a failure kept from running
 * @param failure why it stopped
 * @param invalidIndexes left behind by it
 */
public record Rehearsal(
    List<Migration> pending,
    List<Observation> observations,
    Shape before,
    Shape after,
    Optional<Problem> failure,
    List<String> invalidIndexes) {

  private static final Duration NOBODY_ELSE = Duration.ofSeconds(5);

  /** What counts as having been there before. */
  public enum Existing {
    /** What was there before all: as one deployment of all pending migrations. */
    BEFORE_ALL,
    /** What was there before each migration: as if each were deployed by itself. */
    BEFORE_EACH
  }

  /** Runs on a database that is thrown away afterwards: it is really changed. */
  public static Rehearsal on(Database copy, MigrationSet set, String scope, Existing existing) {
    return on(copy, copy, set, scope, existing);
  }

  /**
   * The same with the rights that migrations really have.
   *
   * @param watcher the copy as its superuser, who alone may ask the server to tell of every drop
   */
  public static Rehearsal on(
      Database copy, Database watcher, MigrationSet set, String scope, Existing existing) {
    try (var connection = copy.connect("slipway rehearses");
        var watching = watcher.connect("slipway rehearses: watcher")) {
      if (!scope.isEmpty()) {
        Rows.text(
            connection,
            "SELECT set_config('search_path', quote_ident(?) || ', public', false)",
            scope);
      }
      var history = History.of(set.layout(), connection, scope);
      var pending = Status.of(connection, set, history).pending();
      return run(copy, connection, watching, scope, history, pending, existing);
    } catch (SQLException e) {
      throw DatabaseProblem.of(copy, "the rehearsal", e);
    }
  }

  private static Rehearsal run(
      Database copy,
      Connection connection,
      Connection watching,
      String scope,
      History history,
      List<Migration> pending,
      Existing existing)
      throws SQLException {
    var before = Shape.read(connection, scope);
    var invalid = invalidIndexes(connection);
    var observer = new Observer(copy, Triggers.install(watching));
    var runner = new Runner(connection, scope, history, LockPatience.standard(), observer);
    runner.enter(NOBODY_ELSE);
    runner.prepare();
    observer.knowWhatIsThere(connection);
    Optional<Problem> failure = Optional.empty();
    try {
      for (var migration : pending) {
        if (existing == Existing.BEFORE_EACH) {
          observer.knowWhatIsThere(connection);
        }
        runner.apply(migration);
      }
    } catch (ProblemException e) {
      failure = Optional.of(e.problem());
    }
    Triggers.remove(watching);
    var left = invalidIndexes(connection);
    left.removeAll(invalid);
    return new Rehearsal(
        pending,
        observer.observations(),
        before,
        Shape.read(connection, scope),
        failure,
        List.copyOf(left));
  }

  private static List<String> invalidIndexes(Connection connection) throws SQLException {
    return new java.util.ArrayList<>(
        Rows.list(
            connection,
            "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid",
            row -> row.getString(1)));
  }
}
