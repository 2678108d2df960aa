package dev.slipway.postgres.backup;

import dev.slipway.kit.ByteSize;
import java.util.Optional;

/**
 * How a backup is taken.
 *
 * @param rate at which the source may be read; empty for as fast as it goes
 * @param everything reads also files that did not change since the last backup, so that what their
 *     disk did to them meanwhile is seen
 */
public record BackupRequest(int threads, Optional<ByteSize> rate, boolean everything) {
  public static BackupRequest usual() {
    var processors = Runtime.getRuntime().availableProcessors();
    return new BackupRequest(Math.clamp(processors, 1, 8), Optional.empty(), false);
  }

  public BackupRequest readingEverything() {
    return new BackupRequest(threads, rate, true);
  }
}
