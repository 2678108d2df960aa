package dev.slipway.checks;

import java.time.Duration;
import java.util.List;

/**
 * What one check found.
 *
 * @param fact one sentence with its figures, without a full stop
 */
public record CheckResult(
    String name, Outcome outcome, String fact, Duration took, List<Evidence> evidence) {
  public CheckResult {
    evidence = List.copyOf(evidence);
  }

  public boolean passed() {
    return outcome == Outcome.PASSED;
  }

  /** {@code ✖ login: POST /api/login answered 500 …}. */
  public String line() {
    return outcome.mark() + " " + name + ": " + fact;
  }
}
