/**
 * The reverse proxy in front of every application, a process of its own. {@link
 * dev.slipway.edge.EdgeMain} starts it, {@link dev.slipway.edge.RunningEdge} opens everything,
 * {@link dev.slipway.edge.Edge} takes tables; a request's way begins in {@code proxy}.
 */
@NullMarked
package dev.slipway.edge;

import org.jspecify.annotations.NullMarked;
