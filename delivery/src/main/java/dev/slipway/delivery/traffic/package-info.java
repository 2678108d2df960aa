/**
 * Where requests go. The rows of the catalog say what the edge should do for each environment;
 * {@link dev.slipway.delivery.traffic.Traffic} changes them and gives the edge the whole table, and
 * {@link dev.slipway.delivery.traffic.EdgeProcess} sees that there is an edge.
 */
@NullMarked
package dev.slipway.delivery.traffic;

import org.jspecify.annotations.NullMarked;
