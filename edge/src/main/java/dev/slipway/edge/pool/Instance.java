package dev.slipway.edge.pool;

import dev.slipway.protocol.edge.Figures.Health;
import dev.slipway.protocol.edge.Target;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all loops know of one instance. It lives as long as the edge's process, so that figures and
 * health survive a new table.
 */
public final class Instance {
  private static final int FAILURES_TO_EJECT = 5;
  private static final long EJECTED_NANOS = 5_000_000_000L;
  private static final int LONGEST_EJECTION = 12;

  private final String pool;
  private final Target target;
  private final int index;
  private final InetSocketAddress address;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger ejections = new AtomicInteger();

  private volatile boolean routed;
  private volatile boolean unhealthy;
  private volatile boolean ejected;
  private volatile long ejectedUntil;
  private volatile long routedSince;

  Instance(String pool, Target target, int index) {
    this.pool = pool;
    this.target = target;
    this.index = index;
    this.address = new InetSocketAddress(target.address(), target.port());
  }

  public String pool() {
    return pool;
  }

  public Target target() {
    return target;
  }

  /** Dense, so that each loop keeps its own things in an array. */
  public int index() {
    return index;
  }

  public InetSocketAddress address() {
    return address;
  }

  public boolean routed() {
    return routed;
  }

  void route(boolean now, long nanos) {
    if (now && !routed) {
      routedSince = nanos;
      failures.set(0);
      ejected = false;
    }
    routed = now;
  }

  /** Whether it may get new requests; an ejection that is over is forgotten here. */
  public boolean available(long nanos) {
    if (ejected && nanos - ejectedUntil >= 0) {
      ejected = false;
    }
    return !unhealthy && !ejected;
  }

  /** Failed its own checks: unlike an ejected one it is never used, even if it is the last. */
  public boolean unhealthy() {
    return unhealthy;
  }

  public void judge(boolean well) {
    unhealthy = !well;
  }

  /** A request failed on it without an answer. Returns whether it was ejected for it. */
  public boolean failed(long nanos) {
    if (failures.incrementAndGet() < FAILURES_TO_EJECT || ejected) {
      return false;
    }
    failures.set(0);
    var times = Math.min(ejections.incrementAndGet(), LONGEST_EJECTION);
    ejectedUntil = nanos + times * EJECTED_NANOS;
    ejected = true;
    return true;
  }

  public void answered() {
    if (failures.getPlain() != 0) {
      failures.set(0);
    }
  }

  /** How long it has been in the table, for a slow start. */
  long routedFor(long nanos) {
    return nanos - routedSince;
  }

  public Health health() {
    if (!routed) {
      return Health.DRAINED;
    }
    if (unhealthy) {
      return Health.UNHEALTHY;
    }
    return ejected ? Health.EJECTED : Health.HEALTHY;
  }
}
