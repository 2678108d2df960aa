package dev.slipway.api;

import dev.slipway.protocol.Health;

/** Looks whether something that the control plane needs is there. */
@FunctionalInterface
public interface HealthCheck {
  Health.Dependency look();

  /** Times a check; what it throws makes it failing. */
  static HealthCheck timed(String name, java.util.concurrent.Callable<String> check) {
    return () -> {
      var begin = System.nanoTime();
      try {
        var detail = check.call();
        return new Health.Dependency(name, "ok", millisSince(begin), detail);
      } catch (Exception e) {
        return new Health.Dependency(
            name, "failing", millisSince(begin), String.valueOf(e.getMessage()));
      }
    };
  }

  private static double millisSince(long begin) {
    return Math.round((System.nanoTime() - begin) / 10_000.0) / 100.0;
  }
}
