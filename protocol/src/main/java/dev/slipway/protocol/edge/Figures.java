package dev.slipway.protocol.edge;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the edge counted.
 *
 * @param at when it was read
 * @param started when the edge's process began to count
 * @param table version of the table that is served
 * @param connections of clients, open now
 * @param windowSeconds the time that {@link Traffic#window} covers
 */
public record Figures(
    Instant at,
    Instant started,
    long table,
    long connections,
    int windowSeconds,
    List<InstanceFigures> instances) {

  public Figures {
    instances = Given.list(instances);
  }

  /**
   * One instance, or a release's static files (then {@code instance} is {@code static}).
   *
   * @param failures since the edge started, as in {@code POST /api/invoices: 500}
   */
  public record InstanceFigures(
      String pool,
      String release,
      String instance,
      Health health,
      int inFlight,
      Traffic traffic,
      Map<String, Long> failures) {
    public InstanceFigures {
      failures = Given.map(failures);
    }
  }

  /** What the edge thinks of an instance. */
  public enum Health {
    HEALTHY,
    /** Its own checks failed: no requests until they pass again. */
    UNHEALTHY,
    /** Too many requests failed on it: left alone for a while. */
    EJECTED,
    /** No table names it any more. */
    DRAINED
  }

  /**
   * @param total since the edge started
   * @param window the last {@link Figures#windowSeconds}; no traffic is {@code requests: 0}, and
   *     then the latencies mean nothing
   */
  public record Traffic(Count total, Count window, Latency latency) {}

  /**
   * @param statuses of the instance's own answers, by first digit: {@code 2xx}, {@code 5xx}
   * @param failed no answer came, or no whole one: connection refused, broken off, or timed out
   */
  public record Count(
      long requests,
      Map<String, Long> statuses,
      long failed,
      long retries,
      long ejections,
      Bytes bytes) {
    public Count {
      statuses = Given.map(statuses);
    }

    /** Server errors and failures as a part of all requests; 0 when there was none. */
    public double errorRate() {
      return requests == 0 ? 0 : (double) (statuses.getOrDefault("5xx", 0L) + failed) / requests;
    }
  }

  /** Bodies, as sent and received by clients. */
  public record Bytes(long in, long out) {}

  /** Milliseconds until an answer's last byte, over the window. */
  public record Latency(double p50, double p90, double p95, double p99, double p999, double max) {
    public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0);
  }
}
