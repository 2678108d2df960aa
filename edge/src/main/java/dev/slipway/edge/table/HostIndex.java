package dev.slipway.edge.table;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the owner of a host name: exact, then the nearest wildcard above it, then {@code *}. */
public final class HostIndex<V> {
  private static final String WILDCARD = "*.";

  private final ByteMap<V> exact;
  private final ByteMap<V> below;
  private final boolean wildcards;
  private final @Nullable V everyone;

  public HostIndex(Map<String, V> owners) {
    var exactOwners = new HashMap<String, V>();
    var wildcardOwners = new HashMap<String, V>();
    owners.forEach(
        (host, owner) -> {
          if (host.startsWith(WILDCARD)) {
            wildcardOwners.put(host.substring(WILDCARD.length()), owner);
          } else {
            exactOwners.put(host, owner);
          }
        });
    everyone = exactOwners.remove("*");
    exact = new ByteMap<>(exactOwners);
    below = new ByteMap<>(wildcardOwners);
    wildcards = !wildcardOwners.isEmpty();
  }

  /** The owner of a host in lower case, whose port, if any, doesn't matter. */
  public @Nullable V find(byte[] bytes, int from, int to) {
    var end = withoutPort(bytes, from, to);
    if (end > from && bytes[end - 1] == '.') {
      end--;
    }
    var owner = exact.get(bytes, from, end);
    if (owner == null && wildcards) {
      for (var at = from; at < end && owner == null; at++) {
        if (bytes[at] == '.') {
          owner = below.get(bytes, at + 1, end);
        }
      }
    }
    return owner == null ? everyone : owner;
  }

  private static int withoutPort(byte[] bytes, int from, int to) {
    for (var at = to - 1; at >= from; at--) {
      var c = bytes[at];
      if (c == ':') {
        return at;
      }
      if (c < '0' || c > '9') {
        return to;
      }
    }
    return to;
  }
}
