package dev.slipway.watch.job;

import dev.slipway.runtime.contract.Output;

/** What a run wrote, as much as is kept of it: its end, where the reason of a failure stands. */
final class RunOutput {
  /** So many characters of all attempts of a run together. */
  static final int MOST = 64 << 10;

  private static final int MOST_LINES = 2_000;

  private RunOutput() {}

  static String of(Output output) {
    return cut(String.join("\n", output.last(MOST_LINES)));
  }

  static String cut(String text) {
    var ended = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return ended.length() > MOST ? ended.substring(ended.length() - MOST) : ended;
  }
}
