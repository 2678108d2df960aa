package dev.slipway.edge.table;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable map from bytes to values that is asked with a part of an array, without a copy. */
final class ByteMap<V> {
  private static final int PRIME = 31;

  private final byte[] @Nullable [] keys;
  private final @Nullable Object[] values;
  private final int mask;

  ByteMap(Map<String, V> entries) {
    var slots = Integer.highestOneBit(Math.max(4, entries.size() * 4));
    keys = new byte[slots][];
    values = new Object[slots];
    mask = slots - 1;
    entries.forEach((key, value) -> put(key.getBytes(StandardCharsets.UTF_8), value));
  }

  private void put(byte[] key, V value) {
    var slot = spread(hash(key, 0, key.length));
    while (keys[slot] != null) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  @Nullable V get(byte[] bytes, int from, int to) {
    return get(bytes, from, to, hash(bytes, from, to));
  }

  @SuppressWarnings("unchecked")
  @Nullable V get(byte[] bytes, int from, int to, int hash) {
    var slot = spread(hash);
    for (var key = keys[slot]; key != null; key = keys[slot]) {
      if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
        return (V) values[slot];
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  /** The hash of no bytes is 0; {@link #more} appends one. */
  static int more(int hash, byte next) {
    return hash * PRIME + next;
  }

  private static int hash(byte[] bytes, int from, int to) {
    var hash = 0;
    for (var at = from; at < to; at++) {
      hash = more(hash, bytes[at]);
    }
    return hash;
  }

  private int spread(int hash) {
    var mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & mask;
  }
}
