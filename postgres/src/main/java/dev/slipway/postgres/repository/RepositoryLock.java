package dev.slipway.postgres.repository;

import dev.slipway.kit.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps backups and the collection of garbage apart. Its object names the process: one that is dead
 * on this machine, or that did not renew it for long, has lost it.
 */
public final class RepositoryLock implements AutoCloseable {
  private static final String NAME = "lock";
  private static final Duration RENEWED_EVERY = Duration.ofSeconds(20);
  private static final Duration LOST_AFTER = Duration.ofMinutes(2);

  private final ObjectStore store;
  private final Holder holder;
  private final AtomicBoolean released = new AtomicBoolean();
  private final Thread renewal;

  /** Who holds it: machine, process, since when the process runs, what for, last sign of life. */
  private record Holder(String machine, long pid, String started, String purpose, Instant seen) {
    String text() {
      return String.join("\n", machine, Long.toString(pid), started, purpose, seen.toString());
    }

    static Holder us(String purpose) {
      var process = ProcessHandle.current();
      return new Holder(thisMachine(), process.pid(), started(process), purpose, Instant.now());
    }

    static Holder parse(byte[] content) {
      var lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
      try {
        return new Holder(
            lines[0], Long.parseLong(lines[1]), lines[2], lines[3], Instant.parse(lines[4]));
      } catch (ArrayIndexOutOfBoundsException
          | NumberFormatException
          | DateTimeParseException unreadable) {
        return new Holder("", 0, "", "", Instant.EPOCH);
      }
    }

    boolean isGone() {
      if (!machine.equals(thisMachine())) {
        return seen.plus(LOST_AFTER).isBefore(Instant.now());
      }
      return ProcessHandle.of(pid).filter(process -> started(process).equals(started)).isEmpty();
    }

    private static String started(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static String thisMachine() {
      return String.valueOf(System.getenv().getOrDefault("HOSTNAME", "this"));
    }
  }

  private RepositoryLock(ObjectStore store, Holder holder) {
    this.store = store;
    this.holder = holder;
    this.renewal = Thread.ofVirtual().name("repository-lock").unstarted(this::renew);
  }

  static RepositoryLock take(ObjectStore store, String purpose) throws IOException {
    var us = Holder.us(purpose);
    if (!store.putIfAbsent(NAME, bytes(us))) {
      var other = store.get(NAME).map(Holder::parse);
      if (other.isPresent() && !other.get().isGone()) {
        throw held(store, other.get());
      }
      store.delete(NAME);
      if (!store.putIfAbsent(NAME, bytes(us))) {
        throw held(store, store.get(NAME).map(Holder::parse).orElse(us));
      }
    }
    var lock = new RepositoryLock(store, us);
    lock.renewal.start();
    return lock;
  }

  private static byte[] bytes(Holder holder) {
    return holder.text().getBytes(StandardCharsets.UTF_8);
  }

  private static RuntimeException held(ObjectStore store, Holder holder) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-5103",
            store
                + ": the repository is in use: "
                + holder.purpose()
                + " by process "
                + holder.pid()
                + " on "
                + holder.machine(),
            "wait for it to end; the lock of a dead process is taken over by itself")
        .exception();
  }

  private void renew() {
    while (!released.get()) {
      try {
        Thread.sleep(RENEWED_EVERY);
        if (!released.get()) {
          store.put(
              NAME,
              bytes(
                  new Holder(
                      holder.machine(),
                      holder.pid(),
                      holder.started(),
                      holder.purpose(),
                      Instant.now())));
        }
      } catch (InterruptedException ended) {
        return;
      } catch (IOException later) {
        // The next round tries again; until then we count as alive for minutes.
      }
    }
  }

  @Override
  public void close() {
    released.set(true);
    renewal.interrupt();
    try {
      renewal.join();
      store.delete(NAME);
    } catch (IOException e) {
      System.getLogger(RepositoryLock.class.getName())
          .log(System.Logger.Level.WARNING, store + ": its lock was left behind", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
