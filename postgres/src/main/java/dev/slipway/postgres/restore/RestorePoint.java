package dev.slipway.postgres.restore;

import dev.slipway.postgres.physical.Lsn;
import java.time.Instant;

/**
 * A position in the log under a name, bound to the release that was about to change the database.
 *
 * @param release what it was made for, such as {@code v53}
 */
public record RestorePoint(String name, String release, Lsn position, int timeline, Instant at) {}
