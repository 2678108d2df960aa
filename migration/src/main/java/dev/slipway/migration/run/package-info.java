/**
 * Runs migrations on a connection, in rehearsal and in earnest alike: transaction blocks, progress
 * that survives a kill, one runner at a time. Start at {@link dev.slipway.migration.run.Runner}.
 */
@NullMarked
package dev.slipway.migration.run;

import org.jspecify.annotations.NullMarked;
