package dev.slipway.postgres.mask;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the masked columns held, as hashes: enough to know a value again, not to tell what it was.
 */
final class Originals {
  /** Shorter ones turn up by chance. */
  private static final int SHORTEST_IDENTIFYING = 5;

  private static final int SHORTEST = 8;
  private static final int MOST_WORDS = 4;

  private long[] identifying = new long[0];
  private long[] others = new long[0];

  static Originals collect(Connection connection, MaskPlan plan) throws SQLException {
    var identifying = new Longs();
    var others = new Longs();
    for (var table : plan.columns().byTable().entrySet()) {
      for (var column : plan.changing(table.getValue())) {
        var rule = plan.rule(column).orElseThrow();
        if (!column.isReadable() || column.isNumber() || column.isInteger()) {
          continue;
        }
        var least = rule.identifies() ? SHORTEST_IDENTIFYING : SHORTEST;
        var list = rule.identifies() ? identifying : others;
        each(
            connection,
            "SELECT DISTINCT " + column.quoted() + "::text FROM " + column.table(),
            value -> {
              var normal = normal(value);
              if (normal.length() >= least) {
                list.add(hash(normal));
              }
            });
      }
    }
    var originals = new Originals();
    originals.identifying = identifying.sorted();
    originals.others = others.sorted();
    return originals;
  }

  private static void each(Connection connection, String sql, Consumer<String> sink)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(5_000);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          var value = rows.getString(1);
          if (value != null) {
            sink.accept(value);
          }
        }
      }
    }
  }

  /** How an original stands in a value: as the whole, or as some words of it. */
  Optional<String> findIn(String value, boolean onlyIdentifying) {
    var normal = normal(value);
    if (has(hash(normal), onlyIdentifying)) {
      return Optional.of("a value of the original");
    }
    if (identifying.length == 0 && (onlyIdentifying || others.length == 0)) {
      return Optional.empty();
    }
    var words = words(normal);
    for (var from = 0; from < words.size(); from++) {
      for (var count = 1; count <= MOST_WORDS && from + count <= words.size(); count++) {
        var some = normal.substring(words.get(from)[0], words.get(from + count - 1)[1]);
        if (some.length() >= SHORTEST_IDENTIFYING && has(hash(some), onlyIdentifying)) {
          return Optional.of("a text with a value of the original");
        }
      }
    }
    return Optional.empty();
  }

  private static List<int[]> words(String text) {
    var words = new java.util.ArrayList<int[]>();
    var from = -1;
    for (var i = 0; i <= text.length(); i++) {
      var inside = i < text.length() && isPart(text.charAt(i));
      if (inside && from < 0) {
        from = i;
      } else if (!inside && from >= 0) {
        words.add(new int[] {from, i});
        from = -1;
      }
    }
    return words;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '@' || c == '+' || c == '_' || c == '-';
  }

  private boolean has(long hash, boolean onlyIdentifying) {
    return Arrays.binarySearch(identifying, hash) >= 0
        || (!onlyIdentifying && Arrays.binarySearch(others, hash) >= 0);
  }

  private static String normal(String value) {
    return value.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  private static long hash(String text) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9e3779b97f4a7c15L;
      hash ^= hash >>> 29;
    }
    return hash ^ (hash >>> 32);
  }

  private static final class Longs {
    private long[] values = new long[1024];
    private int count;

    void add(long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = value;
    }

    long[] sorted() {
      var result = Arrays.copyOf(values, count);
      Arrays.sort(result);
      return result;
    }
  }
}
