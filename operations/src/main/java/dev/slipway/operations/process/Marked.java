package dev.slipway.operations.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds marked processes by their environment. Where /proc is missing only the known children are
 * found.
 */
public final class Marked {
  private static final String PREFIX = ProcessMark.VARIABLE + "=";

  private Marked() {}

  static Stream<ProcessHandle> processes(Predicate<ProcessMark> wanted) {
    return ProcessHandle.allProcesses()
        .filter(process -> markOf(process).filter(wanted).isPresent());
  }

  /** Kills what a dead worker of this machine left running: how many it were. */
  public static int killOrphans() {
    var orphans = processes(ProcessMark::isOrphan).toList();
    orphans.forEach(ProcessHandle::destroyForcibly);
    return orphans.size();
  }

  private static Optional<ProcessMark> markOf(ProcessHandle process) {
    try {
      var environment = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
      return Arrays.stream(new String(environment, StandardCharsets.UTF_8).split("\0", -1))
          .filter(entry -> entry.startsWith(PREFIX))
          .findFirst()
          .flatMap(entry -> ProcessMark.parse(entry.substring(PREFIX.length())));
    } catch (IOException | RuntimeException e) {
      // Gone meanwhile, or another user's: not ours either way.
      return Optional.empty();
    }
  }
}
