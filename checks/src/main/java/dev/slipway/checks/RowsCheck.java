package dev.slipway.checks;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares the rows of tables with how many there were before: none may have fewer. Users may have
 * written meanwhile, so more is fine.
 *
 * @param before counted before anything was changed
 * @param database where to count now
 */
public record RowsCheck(String name, RowCounts before, List<String> tables, Database database)
    implements Check {
  private static final Duration ONE_TABLE = Duration.ofSeconds(20);

  /** Gives a connection of the check's own, to be closed. */
  @FunctionalInterface
  public interface Database {
    Connection connect() throws SQLException;
  }

  @Override
  public Duration limit() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Finding run(Asking asking) {
    if (tables.isEmpty()) {
      return Finding.unmeasured("names no tables", List.of());
    }
    try (var connection = database.connect()) {
      return compare(RowCounts.of(connection, tables, ONE_TABLE));
    } catch (SQLException unreachable) {
      return Finding.unmeasured(
          "the database can't be reached: " + unreachable.getMessage(), List.of());
    }
  }

  private Finding compare(RowCounts now) {
    var evidence = new ArrayList<Evidence>();
    var lost = new ArrayList<String>();
    var open = new ArrayList<String>();
    var rows = 0L;
    for (var table : tables) {
      var then = before.counts().get(table);
      var count = now.counts().get(table);
      if (then == null) {
        open.add(
            table + " before: " + before.uncounted().getOrDefault(table, "it was not counted"));
      } else if (count == null) {
        // It was there before: a table that has gone has lost every row.
        var why = now.uncounted().getOrDefault(table, "it was not counted");
        (why.equals("there is no such table") ? lost : open).add(table + ": " + why);
      } else {
        rows += count;
        if (count < then) {
          lost.add(table + " lost " + number(then - count) + " of " + number(then) + " rows");
        }
      }
      evidence.add(
          new Evidence(
              "count of " + table,
              then == null ? "–" : "at least " + number(then),
              count == null ? now.uncounted().getOrDefault(table, "–") : number(count)));
    }
    if (!lost.isEmpty()) {
      return Finding.failed(String.join("; ", lost), evidence);
    }
    if (!open.isEmpty()) {
      return Finding.unmeasured(String.join("; ", open), evidence);
    }
    return Finding.passed(
        number(rows)
            + " rows in "
            + tables.size()
            + (tables.size() == 1 ? " table" : " tables")
            + ", none fewer than before",
        evidence);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
