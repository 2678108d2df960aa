package dev.slipway.runtime.contract;

import java.time.Instant;
import java.util.Map;

/**
 * How a process ended.
 *
 * @param code its exit code; 128 and the signal's number when a signal ended it; -1 when nobody saw
 */
public record Exit(int code, Cause cause, Instant at) {
  private static final int SIGNALS = 128;
  private static final Map<Integer, String> SIGNAL_NAMES =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8,
          "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15, "SIGTERM");

  public enum Cause {
    /** Of its own accord, or by a signal of a stranger. */
    OWN,
    /** It was told to stop. */
    STOPPED,
    /** It took longer than a one-off may. */
    TIME_LIMIT,
    /** The kernel killed it at its own memory limit. */
    MEMORY_LIMIT,
    /** The kernel killed it because the machine ran out of memory. */
    MACHINE_MEMORY,
    /** It could not be started at all. */
    NOT_STARTED,
    /** It ended while nobody watched. */
    UNSEEN
  }

  public boolean isSuccess() {
    return code == 0 && cause == Cause.OWN;
  }

  /** As a person reads it: exit code 1; killed by SIGSEGV; killed by the kernel at …. */
  public String text() {
    return switch (cause) {
      case OWN, STOPPED -> plain();
      case TIME_LIMIT -> "stopped at its time limit";
      case MEMORY_LIMIT -> "killed by the kernel for reaching its memory limit";
      case MACHINE_MEMORY -> "killed by the kernel because the machine ran out of memory";
      case NOT_STARTED -> "it could not be started";
      case UNSEEN -> "nobody saw how it ended";
    };
  }

  private String plain() {
    if (code <= SIGNALS) {
      return "exit code " + code;
    }
    var signal = code - SIGNALS;
    return "killed by " + SIGNAL_NAMES.getOrDefault(signal, "signal " + signal);
  }
}
