package dev.slipway.postgres.physical;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * Copies a data directory to the same machine. The kernel is asked to copy ranges: on a file system
 * that can share blocks (XFS, btrfs) it only notes that they are shared, elsewhere it copies them.
 */
public final class FolderCopy {
  private static final long STEP = 8L << 20;

  private final Path from;
  private final Path to;
  private final Pace pace;
  private final int threads;
  private final Ownership ownership = new Ownership();

  public FolderCopy(Path from, Path to, Pace pace, int threads) {
    this.from = from;
    this.to = to;
    this.pace = pace;
    this.threads = threads;
  }

  /** Everything but the file of control, which has to be copied last. */
  public void copyAll(DataFolder folder) throws IOException {
    ownership.makeFolder(to);
    for (var name : folder.folders()) {
      ownership.makeFolder(to.resolve(name));
    }
    var files =
        folder.files().stream().filter(file -> !file.path().equals(DataFolder.CONTROL)).toList();
    Workers.each(threads, files, file -> copy(file.path()));
    copy(DataFolder.CONTROL);
  }

  /** What the copy needs to become consistent: the label and the log from start to stop. */
  public void complete(BackupMode.Ended ended) throws IOException {
    ownership.write(to.resolve("backup_label"), ended.label());
    var last = ended.lastSegment();
    for (var segment = ended.firstSegment();
        segment.number() <= last.number();
        segment = segment.next()) {
      copy("pg_wal/" + segment);
    }
    var history = Optional.of(String.format("pg_wal/%08X.history", ended.timeline()));
    if (history.map(name -> Files.exists(from.resolve(name))).orElse(false)) {
      copy(history.get());
    }
  }

  private void copy(String name) throws IOException {
    var target = to.resolve(name);
    try (var in = FileChannel.open(from.resolve(name), StandardOpenOption.READ);
        var out =
            FileChannel.open(
                target,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                Ownership.FILE)) {
      ownership.give(target);
      long at = 0;
      // The size may shrink under us: the log that is replayed afterwards knows of it.
      while (at < in.size()) {
        var step = Math.min(STEP, in.size() - at);
        pace.take(step);
        at += in.transferTo(at, step, out);
      }
    } catch (NoSuchFileException dropped) {
      Files.deleteIfExists(target);
    }
  }
}
