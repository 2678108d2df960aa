package dev.slipway.edge.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * What one loop counted of one instance. Written by its loop alone, without a lock or a fence; read
 * by whoever asks for figures, who may be a moment behind.
 */
@SuppressWarnings("EnumOrdinal") // The kinds are the cells.
public final class Counts {
  /** What is counted. */
  public enum Kind {
    REQUESTS,
    STATUS_1XX,
    STATUS_2XX,
    STATUS_3XX,
    STATUS_4XX,
    STATUS_5XX,
    FAILED,
    RETRIES,
    EJECTIONS,
    BYTES_IN,
    BYTES_OUT,
    IN_FLIGHT
  }

  private static final int KINDS = Kind.values().length;
  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);
  private static final long HIGHEST_MICROS = 3_600_000_000L;
  private static final int DIGITS = 2;

  private final long[] cells = new long[KINDS];
  private final Failures failures = new Failures();
  private final SingleWriterRecorder latency = new SingleWriterRecorder(HIGHEST_MICROS, DIGITS);

  public void add(Kind kind, long amount) {
    var cell = kind.ordinal();
    CELL.setOpaque(cells, cell, cells[cell] + amount);
  }

  /** An answer of this status was complete after so long. */
  public void answered(int status, long nanos) {
    add(Kind.REQUESTS, 1);
    var ofStatus = Kind.STATUS_1XX.ordinal() + status / 100 - 1;
    CELL.setOpaque(cells, ofStatus, cells[ofStatus] + 1);
    latency.recordValue(Math.clamp(nanos / 1000, 0, HIGHEST_MICROS));
  }

  /** No answer of the instance came to this request; what was said instead counts as no status. */
  public void unanswered(byte[] line, long nanos) {
    add(Kind.REQUESTS, 1);
    failures.add(line, 0);
    latency.recordValue(Math.clamp(nanos / 1000, 0, HIGHEST_MICROS));
  }

  /** The answer was one that should not have been. */
  public void failed(byte[] line, int status) {
    failures.add(line, status);
  }

  public Failures failures() {
    return failures;
  }

  public long get(Kind kind) {
    return (long) CELL.getOpaque(cells, kind.ordinal());
  }

  /** Latencies in microseconds since the last call; called by one reader only. */
  public Histogram newLatencies(@Nullable Histogram recycled) {
    return latency.getIntervalHistogram(recycled);
  }
}
