package dev.slipway.checks;

import java.time.Duration;

/** Something that can be found out about a running release from outside. */
public interface Check {
  String name();

  /** The longest that it may take as a whole; past it, it counts as not measured. */
  default Duration limit() {
    return Duration.ofSeconds(30);
  }

  /** When it runs among the others: those that disturb run last and alone. */
  default Turn turn() {
    return Turn.TOGETHER;
  }

  Finding run(Asking asking) throws InterruptedException;

  /** Which of the others a check can run beside. */
  enum Turn {
    /** Beside any other. */
    TOGETHER,
    /** Alone, for its figures would be wrong beside others. */
    MEASURING,
    /** Alone and at the end: afterwards the application may refuse requests for a while. */
    EXHAUSTING
  }
}
