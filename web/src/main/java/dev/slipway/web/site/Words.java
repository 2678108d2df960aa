package dev.slipway.web.site;

import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Durations;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.StepState;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How states of the rooms are said on a page: the same words as on the command line. */
final class Words {
  private Words() {}

  static State of(OperationState state) {
    return switch (state) {
      case QUEUED -> State.waiting("queued");
      case RUNNING -> State.running("running");
      case WAITING -> State.waiting("waiting");
      case UNDOING -> State.back("undoing");
      case SUCCEEDED -> State.ok("done");
      case FAILED -> State.failed("failed");
      case CANCELLED -> State.back("cancelled");
      case NEEDS_ATTENTION -> State.caution("needs attention");
    };
  }

  static State of(StepState state) {
    return switch (state) {
      case PLANNED -> State.none("to come");
      case DOING -> State.running("under way");
      case WAITING -> State.waiting("waits");
      case DONE -> State.ok("done");
      case SKIPPED -> State.none("skipped");
      case FAILED -> State.failed("failed");
      case UNDOING -> State.back("is being undone");
      case UNDONE -> State.back("undone");
      case UNDO_FAILED -> State.failed("could not be undone");
    };
  }

  static State of(Deployment.State state) {
    return switch (state) {
      case REQUESTED -> State.running("deploying");
      case SERVING -> State.ok("serving");
      case SUPERSEDED -> State.none("superseded");
      case FAILED -> State.failed("failed");
    };
  }

  /** How long something took, or has taken so far. */
  static String took(Optional<Instant> began, Optional<Instant> ended, Instant now) {
    return began.map(at -> Durations.human(Duration.between(at, ended.orElse(now)))).orElse("");
  }
}
