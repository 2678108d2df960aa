package dev.slipway.runtime.contract;

import dev.slipway.kit.Problem;
import java.time.Duration;

/** How waiting for an instance ended. */
public sealed interface Readiness {

  record Ready(Duration after, int probes) implements Readiness {}

  /** It did not come; the problem has the cause as far as it can be seen. */
  record NotReady(Problem problem, Diagnosis diagnosis) implements Readiness {}
}
