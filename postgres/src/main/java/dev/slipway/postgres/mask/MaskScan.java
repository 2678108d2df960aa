package dev.slipway.postgres.mask;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a masked copy through, every text of it, for anything that is still somebody's. */
final class MaskScan {
  private static final int MOST_TOLD = 20;

  private final Connection connection;
  private final MaskPlan plan;
  private final Originals originals;
  private final Map<String, Integer> found = new TreeMap<>();
  private long values;

  MaskScan(Connection connection, MaskPlan plan, Originals originals) {
    this.connection = connection;
    this.plan = plan;
    this.originals = originals;
  }

  void run() throws SQLException {
    for (var table : Columns.readAll(connection).byTable().entrySet()) {
      var readable = table.getValue().stream().filter(Column::isReadable).toList();
      if (!readable.isEmpty()) {
        scan(table.getKey(), readable);
      }
    }
    if (hasLargeObjects()) {
      found.put("large objects: can't be looked into", 1);
    }
  }

  private void scan(String table, List<Column> columns) throws SQLException {
    var list =
        columns.stream()
            .map(column -> column.quoted() + "::text")
            .collect(Collectors.joining(", "));
    var cards = new int[columns.size()];
    var filled = new int[columns.size()];
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(1_000);
      try (var rows = statement.executeQuery("SELECT " + list + " FROM " + table)) {
        while (rows.next()) {
          for (var i = 0; i < columns.size(); i++) {
            var value = rows.getString(i + 1);
            if (value != null && !value.isEmpty()) {
              values++;
              if (isWholeNumber(columns.get(i))) {
                filled[i]++;
                cards[i] += Personal.find(value).filter(Personal.CARD::equals).isPresent() ? 1 : 0;
              } else {
                look(columns.get(i), value);
              }
            }
          }
        }
      }
    }
    for (var i = 0; i < columns.size(); i++) {
      // Among numbers every tenth passes for a card by chance.
      if (cards[i] >= 3 && cards[i] * 2 > filled[i] && !isKept(columns.get(i))) {
        note(columns.get(i), Personal.CARD.text());
      }
    }
  }

  private static boolean isWholeNumber(Column column) {
    return column.type().equals("int8") || column.type().equals("numeric");
  }

  private boolean isKept(Column column) {
    return plan.rule(column).map(rule -> rule == MaskRule.KEEP).orElse(false);
  }

  private void look(Column column, String value) {
    var kept = isKept(column);
    if (!kept) {
      Personal.find(value).ifPresent(kind -> note(column, kind.text()));
    }
    originals.findIn(value, kept).ifPresent(what -> note(column, what));
  }

  private void note(Column column, String what) {
    found.merge(Columns.name(column) + ": " + what, 1, Integer::sum);
  }

  private boolean hasLargeObjects() throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT 1 FROM pg_catalog.pg_largeobject_metadata LIMIT 1")) {
      return rows.next();
    }
  }

  long values() {
    return values;
  }

  /** What was found, with how often; never the values themselves. */
  List<String> findings() {
    var told = new ArrayList<String>();
    found.forEach((what, count) -> told.add(what + (count > 1 ? ", " + count + " times" : "")));
    return told.size() > MOST_TOLD ? told.subList(0, MOST_TOLD) : told;
  }
}
