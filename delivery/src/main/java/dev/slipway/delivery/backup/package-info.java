/**
 * The backups of the managed databases: where they are kept, the log that is followed without a
 * pause, what a deployment leaves for the way back, and the proof that a backup is one. Start with
 * {@link dev.slipway.delivery.backup.DatabaseBackups}.
 */
@NullMarked
package dev.slipway.delivery.backup;

import org.jspecify.annotations.NullMarked;
