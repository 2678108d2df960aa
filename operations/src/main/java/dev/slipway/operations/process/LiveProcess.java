package dev.slipway.operations.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Whether a process of this machine still lives, and where its number means something. */
public final class LiveProcess {
  /** Two processes reckon the same start from a boot time that the kernel corrects now and then. */
  private static final long TOLERANCE_MILLIS = 5_000;

  private LiveProcess() {}

  public static long startedAt(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  public static boolean lives(long pid, long started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(startedAt(process) - started) < TOLERANCE_MILLIS)
        .isPresent();
  }

  /**
   * The boot of this machine and the namespace that process numbers belong to: two processes of the
   * same place can look each other up. Unknown places are all different.
   */
  public static String place() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + "/"
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return "unknown/" + ProcessHandle.current().pid() + "/" + Instant.now().toEpochMilli();
    }
  }
}
