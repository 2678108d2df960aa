/**
 * Tells time and level of what was written, whatever logger wrote it, and which lines belong
 * together. Start at {@link dev.slipway.logs.line.LineSense} and {@link
 * dev.slipway.logs.line.Stanzas}.
 */
@NullMarked
package dev.slipway.logs.line;

import org.jspecify.annotations.NullMarked;
