package dev.slipway.postgres.physical;

import dev.slipway.kit.ByteSize;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds reading to a rate, so that the source has the rest of the disk for itself. */
public final class Pace {
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final double nanosPerByte;
  private long freeAt = System.nanoTime();

  private Pace(double nanosPerByte) {
    this.nanosPerByte = nanosPerByte;
  }

  public static Pace unlimited() {
    return new Pace(0);
  }

  public static Pace perSecond(ByteSize rate) {
    return new Pace(1e9 / Math.max(1, rate.bytes()));
  }

  /** Returns when that many bytes may be read. */
  public void take(long bytes) {
    if (nanosPerByte == 0) {
      return;
    }
    long wait;
    synchronized (this) {
      var now = System.nanoTime();
      wait = freeAt - now;
      freeAt = Math.max(freeAt, now - BURST_NANOS) + (long) (bytes * nanosPerByte);
    }
    var until = System.nanoTime() + wait;
    while (wait > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(wait);
      wait = until - System.nanoTime();
    }
  }
}
