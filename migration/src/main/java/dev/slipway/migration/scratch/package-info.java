/**
 * A throw-away copy for whoever has no branches: an embedded server, or a database on a scratch
 * server, filled from the database. Start at {@link dev.slipway.migration.scratch.ScratchCopy}.
 */
@NullMarked
package dev.slipway.migration.scratch;

import org.jspecify.annotations.NullMarked;
