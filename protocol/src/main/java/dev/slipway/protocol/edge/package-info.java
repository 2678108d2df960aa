/**
 * What the control plane and the edge say to each other: the {@link
 * dev.slipway.protocol.edge.RoutingTable} one way, the {@link dev.slipway.protocol.edge.Figures}
 * the other, over the edge's Unix socket ({@link dev.slipway.protocol.edge.EdgeAdmin}).
 */
@NullMarked
package dev.slipway.protocol.edge;

import org.jspecify.annotations.NullMarked;
