package dev.slipway.migration.rehearse;

import dev.slipway.migration.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts what a statement seems about to drop, exactly, while it is still there. Only names that
 * stand in its text are counted; the rest has PostgreSQL's estimate.
 */
final class LossCount {
  private static final Pattern LOSES = Pattern.compile("(?i)\\b(DROP|TRUNCATE)\\b");
  private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")+)\"|(\\w+)");

  private LossCount() {}

  static Map<String, Long> of(Connection connection, String sql, Map<Long, Relation> known)
      throws SQLException {
    if (!LOSES.matcher(sql).find()) {
      return Map.of();
    }
    var names = names(sql);
    var counts = new HashMap<String, Long>();
    for (var entry : known.entrySet()) {
      var relation = entry.getValue();
      if (relation.isTable()
          && names.contains(relation.bareName())
          && Rows.holds(connection, "SELECT to_regclass(?) IS NOT NULL", relation.name())) {
        count(connection, entry.getKey(), relation, names, counts);
      }
    }
    return counts;
  }

  private static void count(
      Connection connection,
      long oid,
      Relation relation,
      Set<String> names,
      Map<String, Long> counts)
      throws SQLException {
    var columns =
        Rows.list(
                connection,
                "SELECT attname, quote_ident(attname) FROM pg_attribute"
                    + " WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped",
                row -> List.of(row.getString(1), row.getString(2)),
                oid)
            .stream()
            .filter(column -> names.contains(column.get(0)))
            .map(column -> column.get(1))
            .toList();
    var selected =
        columns.stream().map(column -> ", count(" + column + ")").collect(Collectors.joining());
    Rows.list(
        connection,
        "SELECT count(*)" + selected + " FROM " + relation.name(),
        row -> {
          counts.put(relation.name(), row.getLong(1));
          for (var i = 0; i < columns.size(); i++) {
            counts.put(relation.name() + "." + columns.get(i), row.getLong(i + 2));
          }
          return true;
        });
  }

  private static Set<String> names(String sql) {
    return NAME.matcher(sql)
        .results()
        .map(
            match ->
                match.group(1) != null
                    ? match.group(1).replace("\"\"", "\"")
                    : match.group(2).toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }
}
