package dev.slipway.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process for good: its number may be given to a stranger once it ended, its start time (ticks
 * since boot) may not. Nothing is ever signalled whose start time differs.
 */
record ProcessIdentity(long pid, long startTicks) {
  private static final int STATE = 0;
  private static final int SESSION = 3;
  private static final int START = 19;

  static Optional<ProcessIdentity> of(long pid) {
    return stat(pid)
        .filter(ProcessIdentity::isLiving)
        .map(fields -> new ProcessIdentity(pid, Long.parseLong(fields[START])));
  }

  /** The process if it leads its session; what it forked does not, though it looks the same. */
  static Optional<ProcessIdentity> ofSessionLeader(long pid) {
    return stat(pid)
        .filter(fields -> Long.parseLong(fields[SESSION]) == pid)
        .flatMap(leads -> of(pid));
  }

  boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** Asks it to end; false when it is gone already. */
  boolean terminate() {
    return handle().map(ProcessHandle::destroy).orElse(false);
  }

  boolean kill() {
    return handle().map(ProcessHandle::destroyForcibly).orElse(false);
  }

  /** The handle remembers a start time of its own, so the check holds until the signal is sent. */
  private Optional<ProcessHandle> handle() {
    var handle = ProcessHandle.of(pid);
    return isAlive() ? handle : Optional.empty();
  }

  /** The fields behind the name, which may itself hold blanks and parentheses. */
  private static Optional<String[]> stat(long pid) {
    try {
      var text = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return fields.length > START ? Optional.of(fields) : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** What has ended and was not collected by its parent is gone for us. */
  private static boolean isLiving(String[] fields) {
    return !fields[STATE].equals("Z") && !fields[STATE].equals("X");
  }
}
