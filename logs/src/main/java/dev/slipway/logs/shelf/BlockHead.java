package dev.slipway.logs.shelf;

import dev.slipway.logs.Entry;
import dev.slipway.logs.Level;
import dev.slipway.logs.Origin;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of a block without unpacking it.
 *
 * @param first the number of its first entry
 * @param levels the levels of its entries, a bit for each
 * @param cursors how far the sources were read when it was closed
 */
record BlockHead(
    long first,
    int count,
    Instant from,
    Instant to,
    int levels,
    Set<Origin> origins,
    Cursors cursors) {

  static BlockHead of(List<Entry> entries, Cursors cursors) {
    var from = Instant.MAX;
    var to = Instant.MIN;
    var levels = 0;
    var origins = new LinkedHashSet<Origin>();
    for (var entry : entries) {
      from = entry.at().isBefore(from) ? entry.at() : from;
      to = entry.at().isAfter(to) ? entry.at() : to;
      levels |= 1 << entry.level().number();
      origins.add(entry.origin());
    }
    return new BlockHead(
        entries.getFirst().number(), entries.size(), from, to, levels, origins, cursors);
  }

  /** The number of the entry that comes after the block. */
  long end() {
    return first + count;
  }

  boolean hasLevelFrom(Level least) {
    return levels >>> least.number() != 0;
  }

  byte[] encoded() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(first);
      out.writeInt(count);
      out.writeLong(EntryCodec.micros(from));
      out.writeLong(EntryCodec.micros(to));
      out.writeInt(levels);
      out.writeInt(origins.size());
      for (var origin : origins) {
        out.writeUTF(origin.release());
        out.writeUTF(origin.instance());
      }
      out.writeInt(cursors.places().size());
      for (var cursor : new TreeMap<>(cursors.places()).entrySet()) {
        out.writeUTF(cursor.getKey());
        out.writeLong(cursor.getValue());
      }
    } catch (IOException memoryNeverFails) {
      throw new UncheckedIOException(memoryNeverFails);
    }
    return bytes.toByteArray();
  }

  static BlockHead decode(DataInputStream in) throws IOException {
    var first = in.readLong();
    var count = in.readInt();
    var from = EntryCodec.instant(in.readLong());
    var to = EntryCodec.instant(in.readLong());
    var levels = in.readInt();
    var origins = new LinkedHashSet<Origin>();
    for (var left = in.readInt(); left > 0; left--) {
      origins.add(new Origin(in.readUTF(), in.readUTF()));
    }
    Map<String, Long> places = new TreeMap<>();
    for (var left = in.readInt(); left > 0; left--) {
      places.put(in.readUTF(), in.readLong());
    }
    return new BlockHead(first, count, from, to, levels, origins, new Cursors(places));
  }
}
