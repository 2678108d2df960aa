package dev.slipway.postmaster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says. The file outlives a killed server, and its process number may
 * belong to a stranger by now: only {@link #isServing} tells whether the server is there.
 */
record PostmasterPid(long pid, int port, String status) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /** Fields of /proc/PID/stat, counted from after the name; see proc(5). */
  private static final int FLAGS = 6;

  private static final int PENDING = 28;
  private static final long EXITING = 0x4;
  private static final long KILL = 1L << 8;

  static Path file(Path dataDirectory) {
    return dataDirectory.resolve("postmaster.pid");
  }

  static Optional<PostmasterPid> read(Path dataDirectory) throws IOException {
    try {
      var lines = Files.readAllLines(file(dataDirectory));
      var pid = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
      var port =
          lines.size() > PORT_LINE && !lines.get(PORT_LINE).isBlank()
              ? Integer.parseInt(lines.get(PORT_LINE).strip())
              : 0;
      var status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
      return Optional.of(new PostmasterPid(pid, port, status));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (NumberFormatException halfWritten) {
      return Optional.of(new PostmasterPid(0, 0, ""));
    }
  }

  boolean isReady() {
    return status.equals("ready");
  }

  /**
   * Whether the process is a PostgreSQL that works in this data directory. For a moment after a
   * kill it still looks like one, and its file says that it is ready.
   */
  boolean isServing(Path dataDirectory) throws IOException {
    var process = Path.of("/proc", Long.toString(pid));
    return pid > 0 && worksIn(process, dataDirectory) && !isDying(process);
  }

  /** The kernel has the signal that nothing survives, or takes the process apart already. */
  private static boolean isDying(Path process) {
    try {
      var text = Files.readString(process.resolve("stat"));
      var fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[FLAGS]) & EXITING) != 0
          || (Long.parseLong(fields[PENDING]) & KILL) != 0;
    } catch (IOException gone) {
      return true;
    }
  }

  /** Every process of PostgreSQL that works in the data directory: server and orphaned children. */
  static List<Long> processesIn(Path dataDirectory) throws IOException {
    var found = new ArrayList<Long>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        if (worksIn(process, dataDirectory)) {
          found.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    }
    return found;
  }

  private static boolean worksIn(Path process, Path dataDirectory) throws IOException {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(dataDirectory.toRealPath())
          && Files.readString(process.resolve("comm")).startsWith("postgres");
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
