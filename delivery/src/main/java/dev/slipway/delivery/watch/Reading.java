package dev.slipway.delivery.watch;

import dev.slipway.checks.soak.Baseline;
import dev.slipway.checks.soak.Window;
import dev.slipway.protocol.edge.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the edge has counted of a release until now.
 *
 * @param edge when the edge began to count: another time means that it began anew
 * @param requests since then
 * @param failed of them: server errors, and requests that got no answer
 * @param latency p95 of the slowest instance in the last seconds
 * @param failures of them by what was asked, as in {@code POST /api/invoices: 500}
 */
public record Reading(
    Instant edge,
    Instant at,
    long requests,
    long failed,
    Duration latency,
    Map<String, Long> failures) {
  public Reading {
    failures = failures == null ? Map.of() : Map.copyOf(failures);
  }

  /**
   * @param target such as {@code ledger/production}
   * @param release such as {@code v53}
   */
  static Reading of(Figures figures, String target, String release) {
    var requests = 0L;
    var failed = 0L;
    var slowest = 0.0;
    var failures = new HashMap<String, Long>();
    for (var instance : figures.instances()) {
      if (instance.release().equals(release) && instance.pool().startsWith(target + "/")) {
        var total = instance.traffic().total();
        requests += total.requests();
        failed += total.statuses().getOrDefault("5xx", 0L) + total.failed();
        instance.failures().forEach((what, count) -> failures.merge(what, count, Long::sum));
        slowest = Math.max(slowest, instance.traffic().latency().p95());
      }
    }
    return new Reading(
        figures.started(),
        figures.at(),
        requests,
        Math.min(failed, requests),
        Duration.ofNanos((long) (slowest * 1e6)),
        failures);
  }

  /** What came in between; an edge that began anew is read from its beginning. */
  Window since(Reading earlier) {
    var same = edge.equals(earlier.edge());
    var count = same ? requests - earlier.requests : requests;
    var errors = same ? failed - earlier.failed : failed;
    return new Window(
        earlier.at,
        Duration.between(earlier.at, at),
        new Window.Requests(Math.max(0, count), Math.clamp(errors, 0, Math.max(0, count))),
        latency,
        same ? more(earlier.failures) : failures);
  }

  private Map<String, Long> more(Map<String, Long> before) {
    var more = new HashMap<String, Long>();
    failures.forEach(
        (what, count) -> {
          var since = count - before.getOrDefault(what, 0L);
          if (since > 0) {
            more.put(what, since);
          }
        });
    return more;
  }

  /** As the measure for the release that comes after it; empty when nobody asked it. */
  Optional<Baseline> baseline(String release) {
    return requests == 0
        ? Optional.empty()
        : Optional.of(new Baseline(release, new Window.Requests(requests, failed), latency));
  }
}
