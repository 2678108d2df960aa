/**
 * The access log: JSON lines that loops write to memory and one thread writes to disk. Start at
 * {@link dev.slipway.edge.log.AccessLog}.
 */
@NullMarked
package dev.slipway.edge.log;

import org.jspecify.annotations.NullMarked;
