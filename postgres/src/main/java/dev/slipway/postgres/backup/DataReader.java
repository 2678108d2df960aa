package dev.slipway.postgres.backup;

import dev.slipway.postgres.physical.DataFile;
import dev.slipway.postgres.physical.DataFolder;
import dev.slipway.postgres.physical.Pace;
import dev.slipway.postgres.physical.Workers;
import dev.slipway.postgres.repository.BackupContent;
import dev.slipway.postgres.repository.ChunkPlace;
import dev.slipway.postgres.repository.Repository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads a data directory into chunks with several threads; large files by ranges. */
final class DataReader {
  private static final long RANGE = 16L << 20;

  private final Path root;
  private final Earlier earlier;
  private final Pace pace;
  private final Progress progress;
  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicReferenceArray<@Nullable ChunkPlace>> chunks =
      new ConcurrentHashMap<>();

  /** Told as bytes are done, whether they had to be read or not. */
  interface Progress {
    void done(long bytes);
  }

  DataReader(Path root, Earlier earlier, Pace pace, Progress progress) {
    this.root = root;
    this.earlier = earlier;
    this.pace = pace;
    this.progress = progress;
  }

  private record Range(DataFile file, long from, long to, List<ChunkPlace> earlier) {}

  /** Reads everything but the file of control, which {@link #readControl} reads at the end. */
  BackupContent.Builder read(DataFolder folder, List<ChunkWorker> workers, boolean everything)
      throws IOException {
    var builder = new BackupContent.Builder(folder.folders());
    var ranges = new ArrayList<Range>();
    for (var file : withoutControl(folder)) {
      var unwritten =
          everything ? java.util.Optional.<List<ChunkPlace>>empty() : earlier.unwritten(file);
      if (unwritten.isPresent()) {
        builder.add(file.path(), file.size(), file.modified(), file.changed(), unwritten.get());
        progress.done(file.size());
      } else {
        split(file, ranges);
      }
    }
    run(ranges, workers);
    for (var file : folder.files()) {
      var places = chunks.get(file.path());
      if (places != null && !dropped.contains(file.path())) {
        add(builder, file, places);
      }
    }
    return builder;
  }

  private static List<DataFile> withoutControl(DataFolder folder) {
    return folder.files().stream().filter(file -> !file.path().equals(DataFolder.CONTROL)).toList();
  }

  private void split(DataFile file, List<Range> ranges) {
    var count = (int) Math.ceilDiv(file.size(), (long) Repository.CHUNK);
    chunks.put(file.path(), new AtomicReferenceArray<>(count));
    var before = earlier.chunks(file);
    for (var from = 0L; from < file.size(); from += RANGE) {
      ranges.add(new Range(file, from, Math.min(from + RANGE, file.size()), before));
    }
  }

  /** Each worker belongs to one thread; all take from the same heap of ranges. */
  private void run(List<Range> ranges, List<ChunkWorker> workers) throws IOException {
    var next = new AtomicLong();
    Workers.each(
        workers.size(),
        workers,
        worker -> {
          for (var i = next.getAndIncrement(); i < ranges.size(); i = next.getAndIncrement()) {
            if (Thread.currentThread().isInterrupted()) {
              throw new IOException("interrupted while reading");
            }
            read(ranges.get((int) i), worker);
          }
          worker.flush();
        });
  }

  private void read(Range range, ChunkWorker worker) throws IOException {
    var places = Objects.requireNonNull(chunks.get(range.file().path()));
    try (var file = FileChannel.open(root.resolve(range.file().path()), StandardOpenOption.READ)) {
      for (var at = range.from(); at < range.to(); at += Repository.CHUNK) {
        pace.take(Repository.CHUNK);
        var chunk = worker.chunk(file, range.file(), at, range.earlier());
        if (chunk.isEmpty()) {
          break;
        }
        places.set((int) (at / Repository.CHUNK), chunk.get());
      }
    } catch (NoSuchFileException gone) {
      dropped.add(range.file().path());
    }
    progress.done(range.to() - range.from());
  }

  /** The file of control: read last, or recovery could begin later than the data needs. */
  void readControl(BackupContent.Builder builder, ChunkWorker worker) throws IOException {
    var path = root.resolve(DataFolder.CONTROL);
    try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var data = new DataFile(DataFolder.CONTROL, file.size(), 0, 0);
      var chunk = worker.chunk(file, data, 0, List.of());
      builder.add(DataFolder.CONTROL, file.size(), 0, 0, List.of(chunk.orElseThrow()));
    }
    worker.flush();
  }

  private static void add(
      BackupContent.Builder builder,
      DataFile file,
      AtomicReferenceArray<@Nullable ChunkPlace> places) {
    var found = new ChunkPlace[places.length()];
    Arrays.setAll(found, i -> places.get(i));
    var whole =
        (int) IntStream.range(0, found.length).takeWhile(i -> places.get(i) != null).count();
    var list = Arrays.asList(found).subList(0, whole);
    var size = list.stream().mapToLong(ChunkPlace::plain).sum();
    builder.add(file.path(), size, file.modified(), file.changed(), list);
  }
}
