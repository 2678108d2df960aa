package dev.slipway.edge.table;

import dev.slipway.edge.head.Characters;
import dev.slipway.edge.head.Field;
import dev.slipway.edge.head.HeadBuffer;
import dev.slipway.edge.head.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Header lines that a site adds to each answer that doesn't have them already. */
public final class AddedHeaders {
  @SuppressWarnings("ArrayRecordComponent") // Bytes to be written; nobody compares them.
  private record Added(@Nullable Field field, byte[] name, byte[] line) {}

  private final List<Added> all;

  AddedHeaders(Map<String, String> headers) {
    all =
        headers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(header -> added(header.getKey(), header.getValue()))
            .toList();
  }

  private static Added added(String name, String value) {
    var bytes = name.getBytes(StandardCharsets.US_ASCII);
    var line = (name + ": " + value + "\r\n").getBytes(StandardCharsets.US_ASCII);
    return new Added(Field.of(bytes, 0, bytes.length), bytes, line);
  }

  /**
   * Adds what the application did not say itself.
   *
   * @param given the application's fields; null: the answer is the edge's own
   */
  public void addTo(HeadBuffer out, @Nullable HeaderLines given) {
    for (var i = 0; i < all.size(); i++) {
      var added = all.get(i);
      if (given == null || !has(given, added)) {
        out.add(added.line());
      }
    }
  }

  private static boolean has(HeaderLines given, Added added) {
    if (added.field() != null) {
      return given.has(added.field());
    }
    for (var line = 0; line < given.size(); line++) {
      if (Characters.same(given.bytes(), given.start(line), given.nameEnd(line), added.name())) {
        return true;
      }
    }
    return false;
  }
}
