package dev.slipway.postgres.insight;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Login;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one statement with the rights of a login, and no longer than it may. */
public record SqlConsole(Login login, Duration limit, int mostRows) {

  /**
   * @param readOnly refuses any change, whatever the login may do
   */
  public SqlAnswer run(String sql, boolean readOnly) {
    var began = System.nanoTime();
    try (var connection = login.connect()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(readOnly);
      try (var statement = connection.createStatement()) {
        statement.execute("SET LOCAL statement_timeout = " + limit.toMillis());
        statement.setMaxRows(mostRows + 1);
        var columns = List.<String>of();
        var rows = new ArrayList<List<@Nullable String>>();
        var changed = 0L;
        if (statement.execute(sql)) {
          try (var result = statement.getResultSet()) {
            columns = columns(result);
            while (result.next() && rows.size() <= mostRows) {
              rows.add(row(result, columns.size()));
            }
          }
        } else {
          changed = Math.max(0, statement.getLargeUpdateCount());
        }
        connection.commit();
        var more = rows.size() > mostRows;
        return new SqlAnswer(
            columns,
            more ? List.copyOf(rows.subList(0, mostRows)) : rows,
            more,
            changed,
            Duration.ofNanos(System.nanoTime() - began));
      }
    } catch (SQLException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-5270",
              login.database() + ": " + String.valueOf(e.getMessage()).strip(),
              readOnly ? "statements that change something need --write" : "")
          .exception(e);
    }
  }

  private static List<String> columns(ResultSet result) throws SQLException {
    var meta = result.getMetaData();
    var names = new ArrayList<String>();
    for (var i = 1; i <= meta.getColumnCount(); i++) {
      names.add(meta.getColumnLabel(i));
    }
    return names;
  }

  private static List<@Nullable String> row(ResultSet result, int count) throws SQLException {
    var values = new ArrayList<@Nullable String>();
    for (var i = 1; i <= count; i++) {
      values.add(result.getString(i));
    }
    return values;
  }
}
