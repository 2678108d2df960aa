/**
 * Managed clusters: one folder each, with the data directory and a file that says whose it is and
 * holds its sealed passwords. The folder is the truth; nothing about it is kept elsewhere. Start
 * reading at {@link dev.slipway.postgres.cluster.Clusters}.
 */
@NullMarked
package dev.slipway.postgres.cluster;

import org.jspecify.annotations.NullMarked;
