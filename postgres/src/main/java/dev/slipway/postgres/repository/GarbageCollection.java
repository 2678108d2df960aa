package dev.slipway.postgres.repository;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Frees what no backup needs. The order makes a crash harmless at any step: a backup stops being
 * listed before anything of it goes, chunks are stored anew before those that need them are told,
 * and packs go last, when nothing points at them.
 */
public final class GarbageCollection {
  /** Packs that a dead backup left help the next one; after this they are waste. */
  private static final Duration ORPHANS_KEPT = Duration.ofDays(1);

  private final Repository repository;

  public GarbageCollection(Repository repository) {
    this.repository = repository;
  }

  /** What went. */
  public record Freed(int backups, int packs, long bytes) {}

  /**
   * @param keep ids of the backups that stay
   */
  public Freed run(Set<String> keep, Instant now) throws IOException {
    try (var lock = repository.lock("garbage collection")) {
      var forgotten = forget(keep);
      removeContentsWithoutSummary();
      var contents = contents();
      repack(contents);
      return free(contents, forgotten, now);
    }
  }

  private int forget(Set<String> keep) throws IOException {
    var count = 0;
    for (var backup : repository.backups()) {
      if (!keep.contains(backup.id())) {
        repository.forget(backup.id());
        count++;
      }
    }
    return count;
  }

  private void removeContentsWithoutSummary() throws IOException {
    var listed = new HashSet<String>();
    repository.backups().forEach(backup -> listed.add(backup.id()));
    for (var entry : repository.store().list("backups/")) {
      if (!listed.contains(entry.name().split("/", 3)[1])) {
        repository.store().delete(entry.name());
      }
    }
  }

  private Map<String, BackupContent> contents() throws IOException {
    var contents = new HashMap<String, BackupContent>();
    for (var backup : repository.backups()) {
      contents.put(backup.id(), repository.content(backup.id()));
    }
    return contents;
  }

  /** Chunks of packs that are mostly waste are stored anew, so that the packs can go. */
  private void repack(Map<String, BackupContent> contents) throws IOException {
    var live = new HashMap<String, Map<ChunkId, ChunkPlace>>();
    for (var content : contents.values()) {
      for (var file : content.files()) {
        for (var place : file.places(content.packs())) {
          live.computeIfAbsent(place.pack(), pack -> new HashMap<>()).put(place.id(), place);
        }
      }
    }
    var moved = new HashMap<ChunkId, ChunkPlace>();
    var emptied = new HashSet<String>();
    try (var writer = repository.newPackWriter()) {
      for (var pack : repository.store().list("packs/")) {
        var chunks = live.getOrDefault(pack.name(), Map.of());
        var bytes = chunks.values().stream().mapToLong(ChunkPlace::sealed).sum();
        if (!chunks.isEmpty() && bytes < pack.size() / 2) {
          emptied.add(pack.name());
          copy(pack.name(), chunks.values(), writer, moved);
        }
      }
      writer.flush();
    }
    for (var entry : contents.entrySet()) {
      if (entry.getValue().packs().stream().anyMatch(emptied::contains)) {
        var content =
            entry
                .getValue()
                .moved(
                    place ->
                        emptied.contains(place.pack())
                            ? moved.getOrDefault(place.id(), place)
                            : place);
        repository.rewrite(entry.getKey(), content);
        entry.setValue(content);
      }
    }
  }

  private void copy(
      String pack,
      java.util.Collection<ChunkPlace> chunks,
      PackWriter writer,
      Map<ChunkId, ChunkPlace> moved)
      throws IOException {
    var ordered = new ArrayList<>(chunks);
    ordered.sort(java.util.Comparator.comparingInt(ChunkPlace::offset));
    repository
        .newPackReader()
        .read(
            pack,
            List.copyOf(ordered),
            (place, content, length) -> {
              if (!moved.containsKey(place.id())) {
                moved.put(place.id(), writer.add(place.id(), content, length));
              }
            });
  }

  private Freed free(Map<String, BackupContent> contents, int forgotten, Instant now)
      throws IOException {
    var needed = new HashSet<String>();
    contents.values().forEach(content -> needed.addAll(content.packs()));
    var count = 0;
    var bytes = 0L;
    for (var pack : repository.store().list("packs/")) {
      var isOld = pack.modified().plus(ORPHANS_KEPT).isBefore(now) || forgotten > 0;
      if (!needed.contains(pack.name()) && isOld) {
        repository.store().delete(pack.name());
        count++;
        bytes += pack.size();
      }
    }
    return new Freed(forgotten, count, bytes);
  }
}
