/**
 * Brings clusters back: to a backup, a second, a named point or a position, beside the original or
 * in its place. Start reading at {@link dev.slipway.postgres.restore.Restores}.
 */
@NullMarked
package dev.slipway.postgres.restore;

import org.jspecify.annotations.NullMarked;
