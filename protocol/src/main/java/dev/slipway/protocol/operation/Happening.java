package dev.slipway.protocol.operation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.slipway.kit.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an event tells. A kind that is released keeps its name and its fields for ever; new ones are
 * added.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface Happening {

  /** Somebody asked for it. */
  @JsonTypeName("requested")
  record Requested(
      String type, String title, String target, List<PlannedStep> steps, Request request)
      implements Happening {}

  /** Another operation holds the target; this one is next after those before it. */
  @JsonTypeName("queued")
  record Queued(long behind, String reason) implements Happening {}

  @JsonTypeName("began")
  record Began(String worker) implements Happening {}

  /** Its worker died or was cut off; another goes on. */
  @JsonTypeName("taken-over")
  record TakenOver(String worker, String reason) implements Happening {}

  /** It is due, and no worker knows its type or version; it goes on when one comes. */
  @JsonTypeName("stranded")
  record Stranded(String reason) implements Happening {}

  @JsonTypeName("step-began")
  record StepBegan(int attempt, String cannotUndo) implements Happening {}

  /**
   * @param found true when a worker died at it and the next one found it done
   */
  @JsonTypeName("step-done")
  record StepDone(String summary, Duration took, boolean found) implements Happening {}

  @JsonTypeName("step-skipped")
  record StepSkipped(String reason) implements Happening {}

  @JsonTypeName("step-failed")
  record StepFailed(Problem problem, Duration took) implements Happening {}

  /** It failed and will be tried again. */
  @JsonTypeName("step-retries")
  record StepRetries(int attempt, int attempts, Duration pause, String reason)
      implements Happening {}

  @JsonTypeName("waits")
  record Waits(String reason, Optional<Instant> until, Optional<String> signal)
      implements Happening {}

  /** A line of log. */
  @JsonTypeName("said")
  record Said(String text) implements Happening {}

  /**
   * @param perSecond measured since the step began to count; 0 while unknown
   */
  @JsonTypeName("progressed")
  record Progressed(long done, long total, String unit, double perSecond, Optional<Duration> left)
      implements Happening {}

  @JsonTypeName("measured")
  record Measured(String name, double value, String unit) implements Happening {}

  /**
   * A figure left its limit; said in one line with what follows from it.
   *
   * @param lasting for how long it was beyond the limit
   */
  @JsonTypeName("breached")
  record Breached(
      String name, double value, double limit, String unit, Duration lasting, String consequence)
      implements Happening {}

  @JsonTypeName("cancel-requested")
  record CancelRequested(String who, String why) implements Happening {}

  @JsonTypeName("undo-began")
  record UndoBegan(int attempt) implements Happening {}

  @JsonTypeName("undone")
  record Undone(String summary, Duration took) implements Happening {}

  @JsonTypeName("undo-failed")
  record UndoFailed(Problem problem) implements Happening {}

  /** A person looked at an operation that needed attention and settled it. */
  @JsonTypeName("settled")
  record Settled(String who, String why) implements Happening {}

  @JsonTypeName("ended")
  record Ended(OperationState state, String outcome, Optional<Problem> problem)
      implements Happening {}
}
