package dev.slipway.edge.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that one loop has served lately. An entry is looked at again after a second, so that a
 * changed file is seen; the least recently used leave when there are too many.
 */
final class FileCache {
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;
  private static final long MOST_BYTES = 64L << 20;

  /** Files that were compressed when they were built, the best first. */
  private static final List<String[]> PRECOMPRESSED =
      List.of(
          new String[] {"br", ".br"}, new String[] {"zstd", ".zst"}, new String[] {"gzip", ".gz"});

  private record Key(String folder, String path, Set<String> accepts) {}

  private record Entry(@Nullable CachedFile file, long lookedAt) {
    long weight() {
      return file == null ? 256 : file.weight();
    }
  }

  private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  @Nullable CachedFile find(String folder, String path, Set<String> accepts) {
    var key = new Key(folder, path, accepts);
    var now = System.nanoTime();
    var entry = entries.get(key);
    if (entry != null && now - entry.lookedAt() < LOOK_AGAIN_NANOS) {
      return entry.file();
    }
    var file = look(key, entry == null ? null : entry.file());
    put(key, new Entry(file, now));
    return file;
  }

  private void put(Key key, Entry entry) {
    var before = entries.put(key, entry);
    bytes += entry.weight() - (before == null ? 0 : before.weight());
    var oldest = entries.entrySet().iterator();
    while (bytes > MOST_BYTES && oldest.hasNext()) {
      bytes -= oldest.next().getValue().weight();
      oldest.remove();
    }
  }

  private static @Nullable CachedFile look(Key key, @Nullable CachedFile before) {
    try {
      var folder = Path.of(key.folder()).toRealPath();
      var file = folder.resolve("." + key.path()).normalize();
      if (Files.isDirectory(file)) {
        file = file.resolve("index.html");
      }
      for (var compressed : PRECOMPRESSED) {
        if (key.accepts().contains(compressed[0])) {
          var sibling = file.resolveSibling(file.getFileName() + compressed[1]);
          var found = read(folder, sibling, file, compressed[0], before);
          if (found != null) {
            return found;
          }
        }
      }
      return read(folder, file, file, "", before);
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  private static @Nullable CachedFile read(
      Path folder, Path file, Path asked, String encoding, @Nullable CachedFile before)
      throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    // A link that leads out of the folder is no file of this site.
    var real = file.toRealPath();
    if (!real.startsWith(folder) || isHidden(folder, file)) {
      return null;
    }
    var attributes = Files.readAttributes(real, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      return null;
    }
    if (before != null && before.path().equals(real) && before.isStill(attributes)) {
      return before;
    }
    return CachedFile.read(real, String.valueOf(asked.getFileName()), attributes, encoding);
  }

  /** {@code .env} and {@code .git} are copied into builds by accident, and never meant. */
  private static boolean isHidden(Path folder, Path file) {
    for (var name : folder.relativize(file)) {
      if (name.toString().startsWith(".") && !name.toString().equals(".well-known")) {
        return true;
      }
    }
    return false;
  }
}
