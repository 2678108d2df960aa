package dev.slipway.operations;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.Submission;
import dev.slipway.operations.journal.Submissions;
import java.time.Duration;
import java.util.function.Supplier;

/** The words in which this room says what went wrong. */
final class Problems {
  private Problems() {}

  static Problem busy(Submission asked, OperationRow holder) {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "SLIP-3001",
        asked.target() + " is held by " + Submissions.describe(holder),
        "wait for it: slipway operation follow "
            + holder.number()
            + ", or cancel it: slipway operation cancel "
            + holder.number());
  }

  static Supplier<ProblemException> unknown(long number) {
    return () ->
        Problem.of(
                Problem.Kind.NOT_FOUND,
                "SLIP-3002",
                "operation " + number + ": there is none of this number",
                "list them: slipway operations")
            .exception();
  }

  static Problem keyTaken(OperationRow earlier, Submission asked) {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "SLIP-3003",
        "the idempotency key of this "
            + asked.type()
            + " of "
            + asked.target()
            + " was used for something else: "
            + Submissions.describe(earlier),
        "use a new key for a new request");
  }

  static Problem ended(OperationRow row) {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "SLIP-3004",
        "operation " + row.number() + " has ended already: " + row.standing().state().word(),
        "see how: slipway operation show " + row.number());
  }

  static Problem noAttentionNeeded(OperationRow row) {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "SLIP-3005",
        "operation " + row.number() + " needs no attention: it is " + row.standing().state().word(),
        "see how it stands: slipway operation show " + row.number());
  }

  static Problem unexpected(String step, Throwable thrown) {
    return Problem.of(
        Problem.Kind.BUG,
        "SLIP-3010",
        "step " + step + " failed unexpectedly: " + thrown,
        "the server's log has the whole trace");
  }

  static Problem tookTooLong(String step, Duration limit) {
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-3011",
        "step " + step + " was not done after " + Durations.human(limit) + " and was stopped",
        "look at the step's log for what it waited for");
  }

  static Problem pastDeadline(OperationRow row, Duration limit) {
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-3012",
        "operation " + row.number() + " did not end within " + Durations.human(limit),
        "see what took long: slipway operation show " + row.number());
  }

  static Problem killsItsWorker(String step, int deaths) {
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-3013",
        "step " + step + " was under way " + deaths + " times when its worker died",
        "look at the server's log and the machine's memory; then ask for it again");
  }

  static Problem stepIsGone(OperationRow row, String step, int version) {
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-3014",
        "step "
            + step
            + " of "
            + row.type()
            + " version "
            + row.planVersion()
            + " is not known to version "
            + version,
        "ask for the operation again");
  }

  static Problem undoIsGone(OperationRow row, String step) {
    return Problem.of(
        Problem.Kind.BUG,
        "SLIP-3015",
        "step " + step + " of " + row.type() + " can't be undone: this version doesn't know it",
        "run the version that began operation " + row.number() + ", or undo it by hand");
  }

  static Problem unreadable(String what, Exception cause) {
    return Problem.of(
        Problem.Kind.BUG,
        "SLIP-3016",
        what + " can't be read by this version: " + cause.getMessage(),
        "run the version that wrote it");
  }

  static Problem outdated(OperationRow row, int version) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-3017",
        "operation "
            + row.number()
            + " was begun under version "
            + row.planVersion()
            + " of "
            + row.type()
            + ", which version "
            + version
            + " does not finish",
        "ask for the operation again");
  }

  static Problem waitsUnseeing(String step, String key) {
    return Problem.of(
        Problem.Kind.BUG,
        "SLIP-3018",
        "step " + step + " waits for signal " + key + " without having looked whether it is there",
        "call signals(\"" + key + "\") before waiting for it: a signal may come before the wait");
  }

  /** Not an end: it goes on as soon as somebody comes who knows it. */
  static Problem stranded(OperationRow row) {
    return Problem.of(
        Problem.Kind.UNAVAILABLE,
        "SLIP-3020",
        "operation "
            + row.number()
            + " stands still: no control plane on this store knows "
            + row.type()
            + " version "
            + row.codeVersion(),
        "start the version of Slipway that began it and it goes on, or end it as it is: slipway"
            + " operation "
            + (row.standing().beganAt().isPresent() ? "accept " : "cancel ")
            + row.number());
  }

  static Problem onlyAccept(OperationRow row) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-3021",
        "operation " + row.number() + " can't be undone by a version that doesn't know its steps",
        "start the version of Slipway that began it, or end it as it is: slipway operation accept "
            + row.number());
  }

  static Problem broke(RuntimeException cause) {
    return Problem.of(
        Problem.Kind.BUG,
        "SLIP-3019",
        "the operation can't be run: " + cause,
        "the server's log has the whole trace");
  }
}
