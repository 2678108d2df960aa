package dev.slipway.checks.soak;

import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import dev.slipway.checks.load.LoadGenerator;
import dev.slipway.checks.load.LoadPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;

/** Requests of our own, for a release that nobody asks at the time it is watched. */
public final class SyntheticTraffic {
  /** The first request of a connection is about the connection. */
  private static final Duration WARM_UP = Duration.ofMillis(500);

  private final Target target;
  private final List<Request> requests;
  private final InstantSource clock;

  /**
   * @param requests those that change nothing, sent in turn
   */
  public SyntheticTraffic(Target target, List<Request> requests, InstantSource clock) {
    this.target = target;
    this.requests = List.copyOf(requests);
    this.clock = clock;
  }

  /** Sends for so long, and tells how it went as the edge would. */
  public Window send(double perSecond, Duration length, int percentile) {
    var from = clock.instant();
    var report =
        new LoadGenerator(target)
            .run(new LoadPlan(requests, perSecond, length, WARM_UP, Duration.ofSeconds(5)));
    var failing = new HashMap<String, Long>();
    report.failures().forEach((what, count) -> failing.put("synthetic requests: " + what, count));
    return new Window(
        from,
        length,
        new Window.Requests(report.requests(), report.failed()),
        report.requests() == 0 ? Duration.ZERO : report.percentile(percentile),
        failing);
  }
}
