package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a supervisor last said about its instance.
 *
 * @param since when it said so
 */
record SupervisorState(Phase phase, Map<String, String> values, Instant since) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  enum Phase {
    RUNNING,
    PAUSING,
    LOOPING,
    STOPPING,
    ENDED
  }

  static Optional<SupervisorState> read(Path file) throws IOException {
    try {
      var values = new HashMap<String, String>();
      for (var line : Files.readAllLines(file)) {
        var sign = line.indexOf('=');
        if (sign > 0) {
          values.put(line.substring(0, sign), line.substring(sign + 1));
        }
      }
      var phase = values.get("phase");
      // A machine that lost power may leave the name without the content.
      return phase == null || !values.containsKey("ended_at")
          ? Optional.empty()
          : Optional.of(
              new SupervisorState(
                  Phase.valueOf(phase.toUpperCase(Locale.ROOT)),
                  values,
                  Files.getLastModifiedTime(file).toInstant()));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Process numbers and start times mean nothing after the machine was started anew. */
  boolean isOfThisBoot() throws IOException {
    return Files.readString(BOOT).strip().equals(values.get("boot"));
  }

  Optional<ProcessIdentity> supervisor() throws IOException {
    return identity("supervisor", "supervisor_start");
  }

  Optional<ProcessIdentity> app() throws IOException {
    return identity("app", "app_start");
  }

  private Optional<ProcessIdentity> identity(String pid, String start) throws IOException {
    return isOfThisBoot() && number(pid) > 0
        ? Optional.of(new ProcessIdentity(number(pid), number(start)))
            .filter(ProcessIdentity::isAlive)
        : Optional.empty();
  }

  int restarts() {
    return (int) Math.max(0, number("runs") - 1);
  }

  int ends() {
    return (int) number("ends");
  }

  /** Whether it ended so often that running just now says nothing. */
  boolean isInDoubt(Instant now) {
    return ends() >= number("loop_after")
        && now.isBefore(since.plusSeconds(number("stable_seconds")));
  }

  /** How it ended last; empty when it never did. */
  Optional<Exit> exit() {
    var cause = values.getOrDefault("cause", "none");
    return cause.equals("none")
        ? Optional.empty()
        : Optional.of(
            new Exit(
                (int) number("code"),
                Exit.Cause.valueOf(cause.toUpperCase(Locale.ROOT)),
                Instant.ofEpochSecond(number("ended_at"))));
  }

  private long number(String name) {
    var text = values.getOrDefault(name, "");
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }
}
