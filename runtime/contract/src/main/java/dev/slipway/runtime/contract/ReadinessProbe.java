package dev.slipway.runtime.contract;

import dev.slipway.kit.Durations;
import java.time.Duration;

/**
 * What an instance must do to count as ready.
 *
 * @param service how people call it, for the message when it never comes
 * @param limit how long it may take
 * @param declaredAt where the service's port would be set, such as {@code slipway.yaml:14}
 */
public record ReadinessProbe(
    String service, HealthQuestion question, Duration limit, String declaredAt) {

  String text(int port) {
    return switch (question) {
      case HealthQuestion.Http http -> "health GET " + http.path() + " on port " + port;
      case HealthQuestion.Port _ -> "a connection on port " + port;
      case HealthQuestion.Alive alive -> "alive for " + Durations.human(alive.since());
    };
  }
}
