package dev.slipway.cli;

import dev.slipway.protocol.Json;
import java.util.concurrent.Callable;

/**
 * What every verb has: the terminal that it speaks to, and its work, which ends in an exit code.
 */
abstract class Verb implements Callable<Integer> {
  static final int DONE = 0;
  static final int FAILED = 1;

  private final Terminal terminal;

  Verb(Terminal terminal) {
    this.terminal = terminal;
  }

  final Terminal terminal() {
    return terminal;
  }

  /** Prints a value as JSON, for {@code --json}. */
  final int printJson(Object value) {
    terminal.line(Json.pretty(value));
    return DONE;
  }
}
