package dev.slipway.migration.shape;

import dev.slipway.migration.Rows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everything that a migration can change about a database but its rows: "kind name" to definition.
 * What Slipway and the migration tools keep for themselves is left out.
 */
public record Shape(SortedMap<String, String> objects) {
  public Shape {
    objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
  }

  /** The whole database. */
  public static Shape read(Connection connection) throws SQLException {
    return read(connection, "");
  }

  /** One schema, its own name left out: so that tenants can be compared with each other. */
  public static Shape read(Connection connection, String schema) throws SQLException {
    var objects = new TreeMap<String, String>();
    Rows.list(
        connection,
        ShapeQuery.TEXT,
        row -> objects.put(row.getString(1) + " " + row.getString(2), row.getString(3)),
        schema,
        schema);
    if (schema.isEmpty()) {
      return new Shape(objects);
    }
    var relative = new TreeMap<String, String>();
    objects.remove("schema " + schema);
    objects.forEach(
        (key, value) ->
            relative.put(key.replace(schema + ".", ""), value.replace(schema + ".", "")));
    return new Shape(relative);
  }

  public String fingerprint() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      objects.forEach(
          (key, value) ->
              digest.update((key + "\u0000" + value + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What became different from here to there. */
  public List<Change> changesTo(Shape after) {
    var names = new TreeSet<>(objects.keySet());
    names.addAll(after.objects.keySet());
    var changes = new ArrayList<Change>();
    for (var name : names) {
      var old = get(objects, name);
      var now = get(after.objects, name);
      if (!old.equals(now)) {
        var space = name.indexOf(' ');
        changes.add(new Change(name.substring(0, space), name.substring(space + 1), old, now));
      }
    }
    return changes;
  }

  private static String get(Map<String, String> map, String key) {
    return Objects.requireNonNullElse(map.get(key), "");
  }
}
