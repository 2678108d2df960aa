package dev.slipway.logs.shelf;

import dev.slipway.logs.Entry;
import dev.slipway.logs.Level;
import dev.slipway.logs.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entries and cursors as bytes. */
final class EntryCodec {
  private static final List<Level> LEVELS = List.of(Level.values());

  /**
   * A batch as it was taken: entries in the order of their numbers, and how far sources were read.
   */
  record Batch(List<Entry> entries, Map<String, Long> moved) {}

  private EntryCodec() {}

  static byte[] encode(Batch batch) {
    var bytes = new ByteArrayOutputStream(1 << 12);
    try (var out = new DataOutputStream(bytes)) {
      var origins = origins(batch.entries());
      write(out, origins);
      out.writeInt(batch.moved().size());
      for (var cursor : new TreeMap<>(batch.moved()).entrySet()) {
        out.writeUTF(cursor.getKey());
        out.writeLong(cursor.getValue());
      }
      out.writeInt(batch.entries().size());
      out.writeLong(batch.entries().isEmpty() ? 0 : batch.entries().getFirst().number());
      for (var entry : batch.entries()) {
        out.writeLong(micros(entry.at()));
        out.writeByte(entry.level().number());
        out.writeShort(origins.getOrDefault(entry.origin(), 0));
        var text = entry.text().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException memoryNeverFails) {
      throw new UncheckedIOException(memoryNeverFails);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Map<Origin, Integer> origins) throws IOException {
    out.writeShort(origins.size());
    var ordered = new ArrayList<>(origins.entrySet());
    ordered.sort(Map.Entry.comparingByValue());
    for (var origin : ordered) {
      out.writeUTF(origin.getKey().release());
      out.writeUTF(origin.getKey().instance());
    }
  }

  private static Map<Origin, Integer> origins(List<Entry> entries) {
    var all = new HashMap<Origin, Integer>();
    entries.forEach(entry -> all.putIfAbsent(entry.origin(), all.size()));
    return all;
  }

  static Batch decode(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      var origins = new ArrayList<Origin>();
      for (var left = in.readUnsignedShort(); left > 0; left--) {
        origins.add(new Origin(in.readUTF(), in.readUTF()));
      }
      var moved = new TreeMap<String, Long>();
      for (var left = in.readInt(); left > 0; left--) {
        moved.put(in.readUTF(), in.readLong());
      }
      var count = in.readInt();
      var number = in.readLong();
      var entries = new ArrayList<Entry>(count);
      for (var left = count; left > 0; left--) {
        var at = instant(in.readLong());
        var level = LEVELS.get(in.readByte());
        var origin = origins.get(in.readUnsignedShort());
        var text = new byte[in.readInt()];
        in.readFully(text);
        entries.add(
            new Entry(number++, at, level, origin, new String(text, StandardCharsets.UTF_8)));
      }
      return new Batch(entries, moved);
    } catch (IOException memoryNeverFails) {
      throw new UncheckedIOException(memoryNeverFails);
    }
  }

  static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}
