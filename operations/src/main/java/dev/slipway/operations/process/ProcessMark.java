package dev.slipway.operations.process;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value that marks a step's processes: which process started them, so that they can be told to
 * be orphans, and for which lease.
 *
 * @param started when that process itself started, so that another one with its number is not taken
 *     for it
 */
record ProcessMark(long pid, long started, String lease) {
  static final String VARIABLE = "SLIPWAY_STEP";

  private static final Pattern VALUE = Pattern.compile("(\\d+):(\\d+):([0-9/]+)");

  static ProcessMark ours(String lease) {
    var self = ProcessHandle.current();
    return new ProcessMark(self.pid(), LiveProcess.startedAt(self), lease);
  }

  static Optional<ProcessMark> parse(String value) {
    var match = VALUE.matcher(value);
    return match.matches()
        ? Optional.of(
            new ProcessMark(
                Long.parseLong(match.group(1)), Long.parseLong(match.group(2)), match.group(3)))
        : Optional.empty();
  }

  String value() {
    return pid + ":" + started + ":" + lease;
  }

  /** Whoever started it is gone, so nobody waits for it or will stop it. */
  boolean isOrphan() {
    return !LiveProcess.lives(pid, started);
  }
}
