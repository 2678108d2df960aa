package dev.slipway.runtime.process;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.Headroom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine has free. */
final class Machine {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  private Machine() {}

  static Headroom headroom(Path folder) {
    try {
      for (var line : Files.readAllLines(MEMORY)) {
        if (line.startsWith(AVAILABLE)) {
          var kilobytes =
              Long.parseLong(line.substring(AVAILABLE.length()).replace("kB", "").strip());
          return new Headroom(
              new ByteSize(kilobytes << 10),
              new ByteSize(Files.getFileStore(folder).getUsableSpace()));
        }
      }
      throw new IOException(MEMORY + " has no line " + AVAILABLE);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNMEASURED,
              "SLIP-7011",
              "the machine's free memory and disk could not be measured: " + e.getMessage(),
              "look whether /proc is mounted")
          .exception(e);
    }
  }
}
