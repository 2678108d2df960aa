/**
 * The instances behind a pool: what all loops know of one ({@link dev.slipway.edge.pool.Instance}),
 * what one loop counts of it ({@link dev.slipway.edge.pool.Counts}), and how one is chosen ({@link
 * dev.slipway.edge.pool.Balancer}).
 */
@NullMarked
package dev.slipway.edge.pool;

import org.jspecify.annotations.NullMarked;
