package dev.slipway.postgres.restore;

import dev.slipway.postgres.physical.DataFolder;
import dev.slipway.postgres.physical.Ownership;
import dev.slipway.postgres.physical.Workers;
import dev.slipway.postgres.repository.BackupContent;
import dev.slipway.postgres.repository.ChunkPlace;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.repository.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * Writes a backup's data into a directory, empty or not: what is there and right stays. Work is
 * split by packs, so that each piece of the repository is read and opened once, however many files
 * it belongs to.
 */
final class DataWriter {
  private final Repository repository;
  private final Path root;
  private final int threads;
  private final LongConsumer progress;
  private final Ownership ownership = new Ownership();

  DataWriter(Repository repository, Path root, int threads, LongConsumer progress) {
    this.repository = repository;
    this.root = root;
    this.threads = threads;
    this.progress = progress;
  }

  /** Where a chunk has to be written. */
  private record Use(ChunkPlace place, Path file, long offset) {}

  /** Writes all but the file of control, without which PostgreSQL refuses to start. */
  void write(BackupContent content) throws IOException {
    Files.deleteIfExists(root.resolve(DataFolder.CONTROL));
    ownership.makeFolder(root);
    for (var folder : content.folders()) {
      ownership.makeFolder(root.resolve(folder));
    }
    var files = withoutControl(content);
    removeOthers(content);
    var uses = new ConcurrentHashMap<String, List<Use>>();
    Workers.each(threads, files, file -> prepare(file, content.packs(), uses));
    writeChunks(uses);
  }

  /** Makes the directory startable; before this, a crash leaves one that PostgreSQL refuses. */
  void writeControl(BackupContent content, Durability durability) throws IOException {
    if (durability == Durability.KEPT) {
      syncAll();
    }
    var uses = new ConcurrentHashMap<String, List<Use>>();
    var control =
        content.files().stream().filter(file -> file.path().equals(DataFolder.CONTROL)).toList();
    for (var file : control) {
      prepare(file, content.packs(), uses);
    }
    writeChunks(uses);
    if (durability == Durability.KEPT) {
      force(root.resolve(DataFolder.CONTROL));
      force(root.resolve("global"));
    }
  }

  private static List<StoredFile> withoutControl(BackupContent content) {
    return content.files().stream()
        .filter(file -> !file.path().equals(DataFolder.CONTROL))
        .toList();
  }

  /** What is too much would be taken for the server's own, a replication slot for instance. */
  private void removeOthers(BackupContent content) throws IOException {
    var wanted = new HashSet<Path>(Set.of(root));
    content.files().forEach(file -> wanted.add(root.resolve(file.path())));
    content.folders().forEach(folder -> wanted.add(root.resolve(folder)));
    try (var present = Files.walk(root)) {
      for (var path : present.sorted(Comparator.reverseOrder()).toList()) {
        if (!wanted.contains(path)) {
          Files.delete(path);
        }
      }
    }
  }

  /** Makes the file as long as it has to be and notes which of its chunks are missing or wrong. */
  private void prepare(StoredFile file, List<String> packs, Map<String, List<Use>> uses)
      throws IOException {
    var path = root.resolve(file.path());
    var isNew = !Files.exists(path);
    if (isNew) {
      Files.createFile(path, Ownership.FILE);
    }
    ownership.give(path);
    var places = file.places(packs);
    try (var channel =
        FileChannel.open(path, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
      var has = channel.size();
      if (has > file.size()) {
        channel.truncate(file.size());
      }
      var right = isNew || has == 0 ? new boolean[places.size()] : compare(channel, places);
      var offset = 0L;
      for (var i = 0; i < places.size(); i++) {
        var place = places.get(i);
        if (right[i]) {
          progress.accept(place.plain());
        } else {
          var use = new Use(place, path, offset);
          uses.computeIfAbsent(
                  place.pack(), pack -> java.util.Collections.synchronizedList(new ArrayList<>()))
              .add(use);
        }
        offset += place.plain();
      }
      if (channel.size() < file.size()) {
        // The last byte fixes the length; what is never written reads as zeros.
        channel.write(ByteBuffer.allocate(1), file.size() - 1);
      }
    }
  }

  private boolean[] compare(FileChannel channel, List<ChunkPlace> places) throws IOException {
    var names = repository.chunkNames();
    var buffer = ByteBuffer.allocate(Repository.CHUNK);
    var right = new boolean[places.size()];
    var offset = 0L;
    for (var i = 0; i < right.length; i++) {
      var place = places.get(i);
      buffer.clear().limit(place.plain());
      var got = 1;
      while (got > 0 && buffer.hasRemaining()) {
        got = channel.read(buffer, offset + buffer.position());
      }
      right[i] =
          !buffer.hasRemaining() && names.of(buffer.array(), place.plain()).equals(place.id());
      offset += place.plain();
    }
    return right;
  }

  private void writeChunks(Map<String, List<Use>> uses) throws IOException {
    // Largest first, so that the threads end together.
    var work =
        uses.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
            .toList();
    Workers.each(threads, work, entry -> writePack(entry.getKey(), entry.getValue()));
  }

  private void writePack(String pack, List<Use> uses) throws IOException {
    var byNumber = new HashMap<Integer, List<Use>>();
    uses.forEach(
        use ->
            byNumber.computeIfAbsent(use.place().number(), number -> new ArrayList<>()).add(use));
    var places =
        byNumber.values().stream()
            .map(list -> list.getFirst().place())
            .sorted(Comparator.comparingInt(ChunkPlace::offset))
            .toList();
    try (var open = new OpenFiles()) {
      repository
          .newPackReader()
          .read(
              pack,
              places,
              (place, bytes, length) -> {
                for (var use : byNumber.getOrDefault(place.number(), List.of())) {
                  open.write(use.file(), use.offset(), bytes, length);
                  progress.accept(length);
                }
              });
    }
  }

  /** Chunks of a pack mostly belong to few files: the last ones stay open. */
  private static final class OpenFiles implements AutoCloseable {
    private static final int MOST = 32;
    private static final byte[] ZEROS = new byte[Repository.CHUNK];
    private final Map<Path, FileChannel> channels = new HashMap<>();

    void write(Path file, long offset, byte[] bytes, int length) throws IOException {
      var channel = channels.get(file);
      if (channel == null) {
        if (channels.size() == MOST) {
          close();
        }
        channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
        channels.put(file, channel);
      }
      if (Arrays.equals(bytes, 0, length, ZEROS, 0, length) && isHole(channel, offset)) {
        return;
      }
      var buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer, offset + buffer.position());
      }
    }

    /** Zeros need not be written where the file had nothing before. */
    private static boolean isHole(FileChannel channel, long offset) throws IOException {
      var probe = ByteBuffer.allocate(Repository.CHUNK);
      var got = channel.read(probe, offset);
      return got == Repository.CHUNK && Arrays.equals(probe.array(), ZEROS);
    }

    @Override
    public void close() throws IOException {
      for (var channel : channels.values()) {
        channel.close();
      }
      channels.clear();
    }
  }

  /**
   * One call for the whole file system: each call for one of a thousand files would wait for the
   * disk alone.
   */
  private void syncAll() throws IOException {
    var process =
        new ProcessBuilder("sync", "--file-system", root.toString())
            .redirectErrorStream(true)
            .start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("sync: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while syncing", e);
    }
  }

  private static void force(Path path) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
