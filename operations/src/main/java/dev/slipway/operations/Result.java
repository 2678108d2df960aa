package dev.slipway.operations;

/** How one performance of a step came out, other than by failing. */
public sealed interface Result<O extends Record> {

  /**
   * @param summary for the step's line, such as "7 checks"; may be empty
   */
  record Done<O extends Record>(O output, String summary) implements Result<O> {}

  /** There was nothing to do; the step has no output and is not undone. */
  record Skipped<O extends Record>(String reason) implements Result<O> {}

  /** The step is performed again when the wait is over; until then no thread is held. */
  record Waiting<O extends Record>(Wait on) implements Result<O> {}

  static <O extends Record> Result<O> done(O output) {
    return new Done<>(output, "");
  }

  static <O extends Record> Result<O> done(O output, String summary) {
    return new Done<>(output, summary);
  }

  static Result<Nothing> done(String summary) {
    return new Done<>(Nothing.VALUE, summary);
  }

  static <O extends Record> Result<O> skipped(String reason) {
    return new Skipped<>(reason);
  }

  static <O extends Record> Result<O> waiting(Wait on) {
    return new Waiting<>(on);
  }
}
