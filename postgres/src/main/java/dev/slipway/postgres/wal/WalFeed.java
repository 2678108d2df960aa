package dev.slipway.postgres.wal;

import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.physical.Ownership;
import dev.slipway.postgres.physical.Segment;
import dev.slipway.postmaster.Trees;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands the log to a server that recovers. The server's {@code restore_command} asks for a file by
 * making one of that name; we put the file there or say that there is none. What will be asked for
 * next is fetched ahead. If we die, the command notices and recovery ends instead of going on
 * without the rest.
 */
public final class WalFeed implements AutoCloseable {
  private static final int AHEAD = 6;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  /** Past 125 PostgreSQL takes it for a signal and gives up, which is what a dead feed means. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Asks for the file $1 of the write-ahead log and moves it to $2.
      feed=$(dirname "$0")
      if [ ! -e "$feed/have/$1" ]; then
        : > "$feed/want/$1" || exit 255
        while [ ! -e "$feed/have/$1" ]; do
          [ -e "$feed/none/$1" ] && exit 1
          [ -e "$feed/failed" ] && exit 255
          [ -d /proc/OUR_PROCESS ] || exit 255
          sleep 0.01
        done
      fi
      exec mv "$feed/have/$1" "$2"
      """;

  private final WalArchive archive;
  private final Path folder;
  private final Ownership ownership = new Ownership();
  private final ConcurrentHashMap<String, Future<Boolean>> fetched = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final ExecutorService fetchers =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("wal-feed-", 0).factory());
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable Exception failure;

  private WalFeed(WalArchive archive, Path folder) {
    this.archive = archive;
    this.folder = folder;
    this.thread = Thread.ofPlatform().daemon().name("wal-feed").unstarted(this::serve);
  }

  /**
   * @param folder made anew; on the file system of the data directory, so that files are only moved
   */
  public static WalFeed open(WalArchive archive, Path folder) throws IOException {
    Trees.delete(folder);
    var feed = new WalFeed(archive, folder);
    feed.ownership.makeFolder(folder);
    for (var name : new String[] {"want", "have", "none"}) {
      feed.ownership.makeFolder(folder.resolve(name));
    }
    feed.ownership.write(
        folder.resolve("restore"),
        SCRIPT.replace("OUR_PROCESS", Long.toString(ProcessHandle.current().pid())));
    feed.thread.start();
    return feed;
  }

  /** The value of {@code restore_command}. */
  public String command() {
    return "sh \"" + folder.resolve("restore") + "\" \"%f\" \"%p\"";
  }

  public long bytesHanded() {
    return bytes.get();
  }

  /** Why the rest could not be handed over; empty while all is well. */
  public Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  private void serve() {
    while (!closed) {
      try (var wanted = Files.newDirectoryStream(folder.resolve("want"))) {
        var any = false;
        for (var file : wanted) {
          any = true;
          Files.delete(file);
          answer(file.getFileName().toString());
        }
        if (!any) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (IOException | ProblemException e) {
        fail(e);
      }
    }
  }

  private void answer(String name) throws IOException {
    var segment = Segment.parse(name, archive.segmentSize());
    if (segment.isEmpty()) {
      hand(name, archive.history(name));
      return;
    }
    fetch(segment.get());
    var next = segment.get();
    for (var i = 0; i < AHEAD; i++) {
      next = next.next();
      ahead(next);
    }
  }

  private void ahead(Segment segment) {
    fetched.computeIfAbsent(
        segment.toString(), name -> fetchers.submit(() -> handIfWhole(name, segment)));
  }

  private Boolean handIfWhole(String name, Segment segment) throws IOException {
    var whole = archive.segment(segment);
    if (whole.isPresent()) {
      hand(name, whole);
    }
    return whole.isPresent();
  }

  /** A segment may be asked for again after it was moved away: it is fetched again then. */
  private void fetch(Segment segment) throws IOException {
    var name = segment.toString();
    var ahead = fetched.remove(name);
    if (ahead != null && arrived(ahead) && Files.exists(folder.resolve("have").resolve(name))) {
      return;
    }
    var whole = archive.segment(segment);
    if (whole.isEmpty()) {
      whole = archive.partial(segment).map(WalArchive.Partial::content);
    }
    hand(name, whole);
  }

  private static boolean arrived(Future<Boolean> ahead) throws IOException {
    try {
      return ahead.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException unreadable -> throw unreadable;
        case ProblemException damage -> throw damage;
        case null, default -> throw new IOException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while fetching the log", e);
    }
  }

  private void hand(String name, Optional<byte[]> content) throws IOException {
    if (content.isEmpty()) {
      ownership.write(folder.resolve("none").resolve(name), "");
      return;
    }
    var aside = folder.resolve(name + ".aside");
    try {
      Files.createFile(aside, Ownership.FILE);
    } catch (FileAlreadyExistsException again) {
      // Asked for twice: the same content is written again.
    }
    Files.write(aside, content.get());
    ownership.give(aside);
    Files.move(aside, folder.resolve("have").resolve(name), StandardCopyOption.ATOMIC_MOVE);
    bytes.addAndGet(content.get().length);
  }

  private void fail(Exception e) {
    failure = e;
    try {
      ownership.write(folder.resolve("failed"), String.valueOf(e.getMessage()));
    } catch (IOException unwritable) {
      // The command also ends when our process is gone; until then recovery waits, never skips.
      e.addSuppressed(unwritable);
    }
    closed = true;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    fetchers.shutdownNow();
    try {
      thread.join();
      fetchers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Trees.delete(folder);
  }
}
