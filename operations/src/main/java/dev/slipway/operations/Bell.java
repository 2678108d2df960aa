package dev.slipway.operations;

import dev.slipway.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;

/**
 * Tells this process and the others on the store that there is something to look at. Only ever a
 * hint: whoever waits for one looks every second anyway. Rings of some milliseconds go out
 * together, since a NOTIFY in each transaction would have all of them commit one after the other.
 */
final class Bell implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Bell.class.getName());
  private static final String CHANNEL = "slipway_operations";
  private static final Duration TOGETHER = Duration.ofMillis(20);
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

  /** How long one read listens; a close waits for it. */
  private static final Duration LISTEN = Duration.ofMillis(250);

  private static final int MOST_AT_ONCE = 300;

  /** Watched by who waits for whatever happens; no operation has this number. */
  private static final long ANY = -1;

  /** What is rung for. */
  enum Tune {
    DUE,
    CANCEL,
    EVENTS
  }

  private final Store store;
  private final String self = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  private final Map<Tune, Set<Long>> toSend = new EnumMap<>(Tune.class);
  private final Map<Tune, Set<LongConsumer>> hearers = new EnumMap<>(Tune.class);
  private final Map<Long, CompletableFuture<Void>> watchers = new ConcurrentHashMap<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private volatile boolean started;
  private volatile boolean closed;

  Bell(Store store) {
    this.store = store;
    for (var tune : Tune.values()) {
      toSend.put(tune, ConcurrentHashMap.newKeySet());
      hearers.put(tune, ConcurrentHashMap.newKeySet());
    }
    hear(Tune.EVENTS, this::wakeWatchers);
    for (var tune : Tune.values()) {
      hear(tune, operation -> wakeWatchers(ANY));
    }
  }

  void hear(Tune tune, LongConsumer hearer) {
    of(hearers, tune).add(hearer);
  }

  void ring(Tune tune, long operation) {
    start();
    of(hearers, tune).forEach(hearer -> hearer.accept(operation));
    of(toSend, tune).add(operation);
  }

  private static <T> T of(Map<Tune, T> map, Tune tune) {
    return Objects.requireNonNull(map.get(tune));
  }

  /** What the source has, as soon as it has something; empty when the limit has passed. */
  <T> List<T> await(long operation, Duration limit, Supplier<List<T>> source)
      throws InterruptedException {
    start();
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      // Taken before the look: what is rung for after it is not missed.
      var rung = watchers.computeIfAbsent(operation, any -> new CompletableFuture<>());
      try {
        var found = source.get();
        var left = end - System.nanoTime();
        if (!found.isEmpty() || left <= 0 || closed) {
          return found;
        }
        rung.get(Math.min(left, LOOK_ANYWAY.toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException lookAnyway) {
        continue;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } finally {
        letGo(operation, rung);
      }
    }
  }

  /** Waits until something was rung for, or the limit has passed. */
  void awaitAny(Duration limit) throws InterruptedException {
    start();
    var rung = watchers.computeIfAbsent(ANY, any -> new CompletableFuture<>());
    try {
      if (!closed) {
        rung.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException nothingHappened) {
      // That is an answer, too.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      letGo(ANY, rung);
    }
  }

  /**
   * An operation that has ended is never rung for: what was put there for it goes with its reader.
   */
  private void letGo(long operation, CompletableFuture<Void> rung) {
    if (watchers.remove(operation, rung)) {
      // Others may wait for the same one: they look once more and put their own.
      rung.complete(null);
    }
  }

  /** For how many operations somebody waits. */
  int watched() {
    return watchers.size();
  }

  private void wakeWatchers(long operation) {
    var rung = watchers.remove(operation);
    if (rung != null) {
      rung.complete(null);
    }
  }

  private void start() {
    if (!started) {
      synchronized (this) {
        if (!started && !closed) {
          started = true;
          threads.add(Thread.ofPlatform().daemon().name("operations-bell-out").start(this::send));
          threads.add(Thread.ofPlatform().daemon().name("operations-bell-in").start(this::listen));
        }
      }
    }
  }

  private void send() {
    while (!closed) {
      LockSupport.parkNanos(TOGETHER.toNanos());
      for (var tune : Tune.values()) {
        sendAll(tune, of(toSend, tune));
      }
    }
  }

  private void sendAll(Tune tune, Set<Long> waiting) {
    var numbers = waiting.stream().limit(MOST_AT_ONCE).toList();
    if (numbers.isEmpty()) {
      return;
    }
    numbers.forEach(waiting::remove);
    var text = numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    try {
      store.read(
          handle ->
              handle
                  .createQuery("SELECT 1 FROM (SELECT pg_notify(:channel, :text)) AS n")
                  .bind("channel", CHANNEL)
                  .bind("text", self + " " + tune + " " + text)
                  .mapTo(Integer.class)
                  .one());
    } catch (JdbiException e) {
      LOG.log(System.Logger.Level.DEBUG, "not rung: {0}", e.getMessage());
    }
  }

  private void listen() {
    while (!closed) {
      try (var connection = store.dataSource().getConnection()) {
        try (var statement = connection.createStatement()) {
          statement.execute("LISTEN " + CHANNEL);
        }
        var postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
          for (var note : postgres.getNotifications((int) LISTEN.toMillis())) {
            hear(note.getParameter());
          }
        }
      } catch (SQLException | RuntimeException e) {
        LOG.log(System.Logger.Level.DEBUG, "not listening: {0}", e.getMessage());
        LockSupport.parkNanos(LOOK_ANYWAY.toNanos());
      }
    }
  }

  private void hear(String text) {
    var parts = text.split(" ", 3);
    if (parts.length == 3 && !parts[0].equals(self)) {
      var tune = Tune.valueOf(parts[1]);
      for (var number : parts[2].split(",", -1)) {
        of(hearers, tune).forEach(hearer -> hearer.accept(Long.parseLong(number)));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    watchers.values().forEach(rung -> rung.complete(null));
    Threads.join(threads);
  }
}
