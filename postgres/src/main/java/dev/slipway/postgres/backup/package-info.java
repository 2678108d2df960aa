/**
 * Takes backups of running clusters. Start reading at {@link dev.slipway.postgres.backup.Backups}.
 */
@NullMarked
package dev.slipway.postgres.backup;

import org.jspecify.annotations.NullMarked;
