package dev.slipway.edge.proxy;

/**
 * The deadlines of one loop. Setting one is a store to a field: connections set theirs several
 * times a request, and hardly any is ever missed, so they are looked through a few times a second
 * instead of being kept in order.
 */
final class Deadlines {
  /** How late a deadline may be noticed. */
  static final long TICK_MILLIS = 200;

  private final Deadline ring = new Deadline();

  /** The end of somebody's patience. */
  static final class Deadline {
    private Deadline before = this;
    private Deadline after = this;
    private boolean set;
    private long at;
    private Runnable late = () -> {};

    void in(long nanos) {
      at = System.nanoTime() + nanos;
      set = true;
    }

    void never() {
      set = false;
    }

    /** Nanoseconds until it is reached. */
    long left() {
      return at - System.nanoTime();
    }

    void close() {
      set = false;
      before.after = after;
      after.before = before;
      before = this;
      after = this;
    }
  }

  /** A deadline that is not set yet; it must be closed by whoever asked for it. */
  Deadline open(Runnable late) {
    var opened = new Deadline();
    opened.late = late;
    opened.before = ring.before;
    opened.after = ring;
    ring.before.after = opened;
    ring.before = opened;
    return opened;
  }

  /** Tells everyone who is late, once. */
  void tick() {
    var now = System.nanoTime();
    for (var deadline = ring.after; deadline != ring; ) {
      var next = deadline.after;
      if (deadline.set && now - deadline.at >= 0) {
        deadline.set = false;
        deadline.late.run();
        // The one who was late may have closed its neighbour: go on from the ring then.
        if (next != ring && next.after == next) {
          next = ring.after;
        }
      }
      deadline = next;
    }
  }
}
