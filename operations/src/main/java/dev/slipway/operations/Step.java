package dev.slipway.operations;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of an operation: do, is it done already, undo.
 *
 * <p>The worker may die at any instruction. Then another one asks {@link #alreadyDone}, and
 * performs the step again when it is not: so what {@link #perform} does must either be found by
 * {@code alreadyDone} or bear being done twice. The same holds for {@link #undo}.
 *
 * @param <I> the operation's input
 * @param <O> what later steps and the undo need to know; a record, kept as JSON
 */
public interface Step<I extends Record, O extends Record> {

  /** A verb or two, such as {@code Migrate}, as it is shown and recorded: never renamed. */
  String name();

  /**
   * Does it. A failure is a thrown {@link dev.slipway.kit.ProblemException}; any other exception is
   * told as one.
   */
  Result<O> perform(StepContext<I> context) throws Exception;

  /** Asked only when a worker may have died in {@link #perform}. */
  default Optional<O> alreadyDone(StepContext<I> context) throws Exception {
    return Optional.empty();
  }

  /**
   * Takes back what was done, wholly or in part.
   *
   * @param output what {@link #perform} returned; empty when it failed, was cancelled or died half
   *     way
   */
  default Undone undo(StepContext<I> context, Optional<O> output) throws Exception {
    return Undone.nothing();
  }

  /**
   * What stays even after {@link #undo}, such as "mails that were sent": said before the operation
   * begins.
   */
  default Optional<String> cannotUndo(I input) {
    return Optional.empty();
  }

  /** How long one try may take, not counting durable waits; then it is stopped and has failed. */
  default Duration timeout() {
    return Duration.ofHours(1);
  }

  default Retry retry() {
    return Retry.never();
  }

  /** How the undo is tried again before a person is asked for. */
  default Retry undoRetry() {
    return Retry.times(3).pausing(Duration.ofSeconds(1));
  }
}
