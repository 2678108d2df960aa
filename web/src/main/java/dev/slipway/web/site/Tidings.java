package dev.slipway.web.site;

import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.watch.alert.Alert;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Tells open pages that a list has changed. One thread looks for all of them, and only while
 * somebody has such a page open; what happens together is told together.
 */
final class Tidings {
  private static final System.Logger LOG = System.getLogger(Tidings.class.getName());

  /** Another control plane's entries, and a minute's figures, ring no bell here. */
  private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

  private static final Duration TOGETHER = Duration.ofMillis(300);
  private static final int OPEN_ONES = 200;
  private static final Set<OperationState> OPEN =
      Set.of(
          OperationState.QUEUED,
          OperationState.RUNNING,
          OperationState.WAITING,
          OperationState.UNDOING,
          OperationState.NEEDS_ATTENTION);

  /** The lists that change by themselves. */
  enum Of {
    HOME,
    ALERTS,
    OPERATIONS,
    AUDIT
  }

  private final Rooms rooms;

  /** An edition that was told by an earlier process of ours is none of this one's. */
  private final String life = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

  private final Map<Of, Object> marks = new EnumMap<>(Of.class);
  private final Map<Of, Long> editions = new EnumMap<>(Of.class);
  private int readers;
  private boolean looking;

  Tidings(Rooms rooms) {
    this.rooms = rooms;
  }

  /** The edition of a list; another one once it has changed. */
  synchronized String edition(Of list) {
    return life + "." + editions.getOrDefault(list, 0L);
  }

  /** Waits for another edition than the one that was seen; the newest there is. */
  synchronized String await(Of list, String seen, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    readers++;
    try {
      if (!looking) {
        looking = true;
        Thread.ofVirtual().name("lists").start(this::look);
      }
      for (var left = limit.toMillis();
          left > 0 && edition(list).equals(seen);
          left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
        wait(left);
      }
      return edition(list);
    } finally {
      readers--;
    }
  }

  private void look() {
    try {
      while (isWanted()) {
        rooms.operations().awaitAnything(LOOK_ANYWAY);
        TimeUnit.NANOSECONDS.sleep(TOGETHER.toNanos());
        tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The next reader starts it again.
      LOG.log(System.Logger.Level.DEBUG, "lists are not looked at: {0}", e.getMessage());
      stopped();
    }
  }

  private synchronized boolean isWanted() {
    looking = readers > 0;
    return looking;
  }

  private synchronized void stopped() {
    looking = false;
  }

  private void tell() {
    var operations = operations();
    // Figures and the ages of backups are told to the minute.
    var minute = rooms.clock().instant().truncatedTo(ChronoUnit.MINUTES);
    var entries = rooms.access().audit().head().number();
    var open = open();
    var firing = open.stream().filter(one -> one.state() == Alert.State.FIRING).map(Alert::id);
    var shown = open.stream().map(one -> List.of(one.id(), one.state(), one.value())).toList();
    var fires = firing.toList();
    synchronized (this) {
      mark(Of.HOME, List.of(operations, fires, minute));
      mark(Of.ALERTS, List.of(shown, minute));
      mark(Of.OPERATIONS, operations);
      mark(Of.AUDIT, entries);
      notifyAll();
    }
  }

  /** The newest, and how the open ones stand: whatever ends is among them before. */
  private Object operations() {
    var newest = rooms.operations().list(Filter.newest(1)).operations();
    var open = rooms.operations().list(Filter.newest(OPEN_ONES).in(OPEN)).operations();
    return List.of(newest, open);
  }

  private List<Alert> open() {
    return rooms.plant().alertDesk().stream()
        .flatMap(desk -> desk.alerts().book().openEverywhere().stream())
        .toList();
  }

  private void mark(Of list, Object now) {
    if (!now.equals(marks.put(list, now))) {
      editions.merge(list, 1L, Long::sum);
    }
  }
}
