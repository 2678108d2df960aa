package dev.slipway.protocol;

import java.util.List;

/**
 * The answer of {@code /health}.
 *
 * @param status ok or failing
 */
public record Health(String status, String version, long uptimeSeconds, List<Dependency> checks) {
  /** One thing that the control plane can't work without, and how long it took to answer. */
  public record Dependency(String name, String status, double millis, String detail) {}

  public boolean healthy() {
    return status.equals("ok");
  }
}
