/**
 * Writable copies of live clusters, made in seconds and thrown away. Start reading at {@link
 * dev.slipway.postgres.branch.Branches}.
 */
@NullMarked
package dev.slipway.postgres.branch;

import org.jspecify.annotations.NullMarked;
