package dev.slipway.web.figures;

import dev.slipway.protocol.edge.Figures.InstanceFigures;

/**
 * What one environment's instances were asked and how they answered, in one window.
 *
 * @param p95 in milliseconds; NaN where nobody asked
 */
record Sum(double requests, double failed, double p95) {
  static final Sum NOTHING = new Sum(0, 0, Double.NaN);

  Sum plus(InstanceFigures one) {
    var window = one.traffic().window();
    var asked = window.requests();
    return plus(
        new Sum(
            asked,
            window.errorRate() * asked,
            asked == 0 ? Double.NaN : one.traffic().latency().p95()));
  }

  /** The slowest instance's p95 stands for all: the true one is not above it. */
  Sum plus(Sum other) {
    return new Sum(requests + other.requests, failed + other.failed, slower(p95, other.p95));
  }

  /** The greater one; any number is more than what was not measured. */
  private static double slower(double one, double other) {
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.max(one, other);
  }
}
