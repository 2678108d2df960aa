/**
 * What every room needs and none owns: a {@link dev.slipway.kit.Problem} that says what is wrong
 * and what to do, durations and sizes as people write them, identifiers that sort by time, and
 * files that are either the old ones or the new ones, whatever dies while they are written.
 */
@NullMarked
package dev.slipway.kit;

import org.jspecify.annotations.NullMarked;
