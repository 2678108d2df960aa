package dev.slipway.postmaster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a killed server leaves: children that hold its shared memory until they notice, and a pid
 * file that names a dead process or, by now, a stranger. A new server refuses to start beside
 * either.
 */
record Leftovers(Path dataDirectory) {
  private static final Duration TIME_TO_NOTICE = Duration.ofSeconds(2);
  private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);

  void clear() throws IOException {
    if (!Waiting.until(TIME_TO_NOTICE, this::noProcessIsLeft)) {
      for (var pid : PostmasterPid.processesIn(dataDirectory)) {
        Command.of(List.of("kill", "-KILL", Long.toString(pid))).run();
      }
      Waiting.until(TIME_TO_DIE, this::noProcessIsLeft);
    }
    Files.deleteIfExists(PostmasterPid.file(dataDirectory));
  }

  private boolean noProcessIsLeft() throws IOException {
    return PostmasterPid.processesIn(dataDirectory).isEmpty();
  }
}
