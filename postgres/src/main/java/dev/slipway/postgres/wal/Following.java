package dev.slipway.postgres.wal;

import dev.slipway.postgres.physical.Lsn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the archive keeps up.
 *
 * @param durable everything before it is in the repository; null before the first contact
 * @param at when that was last so
 * @param trouble why it doesn't follow now; empty while it does
 * @param gap why log is missing for good, so that a new backup is needed; empty when none is
 */
public record Following(@Nullable Lsn durable, @Nullable Instant at, String trouble, String gap) {
  public boolean isWell() {
    return trouble.isEmpty() && gap.isEmpty() && durable != null;
  }
}
