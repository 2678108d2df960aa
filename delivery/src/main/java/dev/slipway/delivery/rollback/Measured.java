package dev.slipway.delivery.rollback;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.Operations;
import dev.slipway.protocol.operation.StepState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How long steps took when they were done before: what a way back will take is told by that. */
record Measured(Operations operations) {

  /** Empty when nothing comparable was ever measured. */
  Optional<Duration> takes(Deployment serving, Deployment to, boolean stands) {
    var switched = of(serving, Set.of("Switch"));
    if (stands) {
      return switched;
    }
    var started = of(to, Set.of("Start", "Verify"));
    return started.isPresent() && switched.isPresent()
        ? Optional.of(started.get().plus(switched.get()))
        : started.or(() -> switched);
  }

  private Optional<Duration> of(Deployment deployment, Set<String> steps) {
    try {
      var took =
          deployment.operation().map(operations::show).stream()
              .flatMap(operation -> operation.steps().stream())
              .filter(step -> steps.contains(step.name()) && step.state() == StepState.DONE)
              .flatMap(
                  step ->
                      step.beganAt().isPresent() && step.endedAt().isPresent()
                          ? List.of(Duration.between(step.beganAt().get(), step.endedAt().get()))
                              .stream()
                          : List.<Duration>of().stream())
              .toList();
      return took.isEmpty()
          ? Optional.empty()
          : Optional.of(took.stream().reduce(Duration.ZERO, Duration::plus));
    } catch (ProblemException operationIsGone) {
      return Optional.empty();
    }
  }
}
