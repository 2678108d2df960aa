package dev.slipway.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tables of one room: a PostgreSQL schema of the room's name and the numbered, forward-only SQL
 * files that made it what it is.
 */
public record StoreSchema(String name, List<Migration> migrations) {
  private static final Pattern FILE = Pattern.compile("(\\d{3})_[a-z0-9_]+\\.sql");

  /** One numbered file, its text read from the class path. */
  public record Migration(int number, String file, String sql) {}

  /**
   * @param beside a class of the room; the files are resources beside it
   * @param files in their order, such as {@code 001_operations.sql}; an applied one never changes
   */
  public static StoreSchema of(String name, Class<?> beside, String... files) {
    var migrations = new ArrayList<Migration>();
    for (var file : files) {
      var match = FILE.matcher(file);
      if (!match.matches() || Integer.parseInt(match.group(1)) != migrations.size() + 1) {
        throw new IllegalArgumentException(
            name + ": " + file + " should be the migration numbered " + (migrations.size() + 1));
      }
      migrations.add(new Migration(migrations.size() + 1, file, read(beside, file)));
    }
    return new StoreSchema(name, List.copyOf(migrations));
  }

  private static String read(Class<?> beside, String file) {
    try (var stream = beside.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException(file + " is not beside " + beside.getName());
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
