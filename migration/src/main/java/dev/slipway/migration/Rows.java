package dev.slipway.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The few ways in which this room asks a database. */
public final class Rows {
  private Rows() {}

  /** Reads one row. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public static <T> List<T> list(
      Connection connection, String sql, Reader<T> reader, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      var found = new ArrayList<T>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  /** The first column of the only row. */
  public static String text(Connection connection, String sql, Object... values)
      throws SQLException {
    return list(connection, sql, row -> String.valueOf(row.getString(1)), values).getFirst();
  }

  public static boolean holds(Connection connection, String sql, Object... values)
      throws SQLException {
    var rows = list(connection, sql, row -> row.getBoolean(1), values);
    return !rows.isEmpty() && rows.getFirst();
  }

  public static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** A column of milliseconds; empty for NULL. */
  public static Optional<Duration> millis(ResultSet row, int column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  /** Runs a statement as it is: no parameters, so a question mark is an operator. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
