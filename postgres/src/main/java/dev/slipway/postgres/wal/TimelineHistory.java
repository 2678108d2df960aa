package dev.slipway.postgres.wal;

import dev.slipway.postgres.physical.Lsn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a timeline came to be: each restore begins a new one, and leaves the old one at a position.
 *
 * @param leftAt the timelines before this one, and where each was left
 */
public record TimelineHistory(int timeline, Map<Integer, Lsn> leftAt) {

  static TimelineHistory parse(int timeline, String text) {
    var left = new TreeMap<Integer, Lsn>();
    for (var line : text.lines().toList()) {
      var fields = line.strip().split("\\s+", 3);
      if (fields.length >= 2 && !fields[0].startsWith("#")) {
        left.put(Integer.parseInt(fields[0]), Lsn.parse(fields[1]));
      }
    }
    return new TimelineHistory(timeline, left);
  }

  /** The newest timeline that the archive knows. */
  public static TimelineHistory newest(WalArchive archive) throws IOException {
    var newest = 1;
    for (var name : archive.histories()) {
      newest = Math.max(newest, Integer.parseUnsignedInt(name, 0, 8, 16));
    }
    return of(archive, newest);
  }

  public static TimelineHistory of(WalArchive archive, int timeline) throws IOException {
    var content = archive.history(WalArchive.historyName(timeline));
    return content
        .map(bytes -> parse(timeline, new String(bytes, StandardCharsets.UTF_8)))
        .orElseGet(() -> new TimelineHistory(timeline, Map.of()));
  }

  /** Where this timeline began; empty for the first. */
  public Optional<Lsn> begin() {
    return leftAt.values().stream().max(Lsn::compareTo);
  }

  /** Whether what was written there at that time is part of this timeline's past. */
  public boolean holds(int other, Lsn position) {
    if (other == timeline) {
      return true;
    }
    return Optional.ofNullable(leftAt.get(other))
        .map(left -> position.compareTo(left) <= 0)
        .orElse(false);
  }

  /** The timeline that came after the given one. */
  public int after(int other) {
    return leftAt.keySet().stream()
        .filter(number -> number > other)
        .min(Integer::compare)
        .orElse(timeline);
  }

  /** The timeline whose file holds the position: the newest that had begun by its end. */
  public int at(Lsn position) {
    for (var entry : new TreeMap<>(leftAt).entrySet()) {
      if (position.isBefore(entry.getValue())) {
        return entry.getKey();
      }
    }
    return timeline;
  }
}
