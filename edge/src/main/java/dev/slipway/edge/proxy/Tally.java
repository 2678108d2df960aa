package dev.slipway.edge.proxy;

import dev.slipway.edge.pool.Counts;
import org.jspecify.annotations.Nullable;

/** What is counted of one exchange, for the figures and the log. */
final class Tally {
  private static final int LEAST_SERVER_ERROR = 500;

  private final long started = System.nanoTime();
  private int status;
  private long bytesIn;
  private long bytesOut;
  private long took;

  /** The instance gave no answer: we did, in its place. */
  private boolean unanswered;

  /** Its answer broke off. */
  private boolean cut;

  long started() {
    return started;
  }

  int status() {
    return status;
  }

  long bytesIn() {
    return bytesIn;
  }

  long bytesOut() {
    return bytesOut;
  }

  /** From the request's head to the end of the answer. */
  long nanos() {
    return took;
  }

  void status(int answered) {
    status = answered;
  }

  void in(int bytes) {
    bytesIn += bytes;
  }

  void out(int bytes) {
    bytesOut += bytes;
  }

  void unanswered() {
    unanswered = true;
  }

  void cut() {
    cut = true;
  }

  /** The exchange is over; {@code lane} leads to the instance that had it, null: none. */
  void close(byte[] line, @Nullable Lane lane) {
    took = System.nanoTime() - started;
    if (lane == null) {
      return;
    }
    var counts = lane.counts();
    counts.add(Counts.Kind.BYTES_IN, bytesIn);
    counts.add(Counts.Kind.BYTES_OUT, bytesOut);
    if (unanswered) {
      counts.unanswered(line, took);
      return;
    }
    counts.answered(status, took);
    if (status >= LEAST_SERVER_ERROR || cut) {
      counts.failed(line, cut ? 0 : status);
    }
  }
}
