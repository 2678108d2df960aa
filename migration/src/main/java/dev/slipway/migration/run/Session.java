package dev.slipway.migration.run;

import dev.slipway.migration.Rows;
import dev.slipway.migration.sql.Statement;
import dev.slipway.migration.sql.StatementKind;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/** One connection that runs the statements of migrations as they are written. */
final class Session {
  private final Connection connection;
  private final String scope;
  private Duration lockTimeout = Duration.ofMillis(-1);

  Session(Connection connection, String scope) {
    this.connection = connection;
    this.scope = scope;
  }

  Connection connection() {
    return connection;
  }

  /** The rows it read or wrote. */
  long run(Statement statement) throws SQLException {
    if (statement.copyData().isPresent()) {
      try {
        return connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(statement.text(), new StringReader(statement.copyData().get()));
      } catch (IOException e) {
        throw new SQLException("reading from memory can't fail", e);
      }
    }
    try (var jdbc = connection.createStatement()) {
      jdbc.setEscapeProcessing(false);
      jdbc.execute(statement.text());
      return Math.max(0, jdbc.getLargeUpdateCount());
    }
  }

  /**
   * Statements that are in nobody's way, or that a timeout would ruin, wait as long as it takes.
   */
  void waitFor(Statement statement, Duration queue) throws SQLException {
    var patient =
        statement.kind() == StatementKind.ONLINE
            || statement.kind() == StatementKind.UPKEEP
            || statement.kind() == StatementKind.VALIDATION;
    var wanted = patient ? Duration.ZERO : queue;
    if (!wanted.equals(lockTimeout)) {
      Rows.execute(connection, "SET lock_timeout = " + wanted.toMillis());
      lockTimeout = wanted;
    }
  }

  /** A rolled back SET is undone with its transaction. */
  void forgetTimeout() {
    lockTimeout = Duration.ofMillis(-1);
  }

  /** What a migration set must not reach the next one, nor our own lines. */
  void reset() throws SQLException {
    Rows.execute(connection, "RESET SESSION AUTHORIZATION; RESET ALL");
    forgetTimeout();
    enterScope();
  }

  void enterScope() throws SQLException {
    if (!scope.isEmpty()) {
      Rows.text(
          connection,
          "SELECT set_config('search_path', quote_ident(?) || ', public', false)",
          scope);
    }
  }
}
