package dev.slipway.checks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many rows tables had at one moment.
 *
 * @param counts by table
 * @param uncounted by table, why it could not be counted
 */
public record RowCounts(Map<String, Long> counts, Map<String, String> uncounted) {
  public RowCounts {
    counts = new TreeMap<>(counts);
    uncounted = new TreeMap<>(uncounted);
  }

  /** Counts all tables as one moment saw them; a table that can't be counted costs only itself. */
  public static RowCounts of(Connection connection, List<String> tables, Duration limit) {
    var counts = new TreeMap<String, Long>();
    var uncounted = new TreeMap<String, String>();
    try {
      connection.setAutoCommit(false);
      execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      execute(connection, "SET LOCAL statement_timeout = " + limit.toMillis());
      for (var table : tables) {
        var savepoint = connection.setSavepoint();
        try (var statement = connection.createStatement();
            var rows = statement.executeQuery("SELECT count(*) FROM " + quoted(table))) {
          rows.next();
          counts.put(table, rows.getLong(1));
        } catch (SQLException uncountable) {
          connection.rollback(savepoint);
          uncounted.put(table, why(uncountable));
        }
      }
      connection.rollback();
    } catch (SQLException lost) {
      tables.stream()
          .filter(table -> !counts.containsKey(table))
          .forEach(table -> uncounted.put(table, why(lost)));
    }
    return new RowCounts(counts, uncounted);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** {@code sales.orders} is a table in a schema; a name in quotes stays as it is. */
  private static String quoted(String table) {
    if (table.contains("\"")) {
      return table.matches("(\"[^\"]+\"|[\\w$]+)(\\.(\"[^\"]+\"|[\\w$]+))?") ? table : "\"?\"";
    }
    var parts = new ArrayList<String>();
    for (var part : table.split("\\.", 2)) {
      parts.add('"' + part + '"');
    }
    return String.join(".", parts);
  }

  private static String why(SQLException failed) {
    var message = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
    return switch (String.valueOf(failed.getSQLState())) {
      case "42P01" -> "there is no such table";
      case "42501" -> "reading it is not allowed";
      case "57014" -> "counting took too long";
      default -> message.replaceFirst("^ERROR: ", "");
    };
  }
}
