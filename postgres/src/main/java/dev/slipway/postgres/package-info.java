/**
 * PostgreSQL that can always be brought back. {@code cluster} makes and runs clusters, {@code
 * repository} keeps sealed chunks, {@code wal} follows the write-ahead log, {@code backup}, {@code
 * restore}, {@code branch} and {@code drill} do what they are called, {@code insight} explains a
 * running cluster. Start reading at {@link dev.slipway.postgres.cluster.Clusters}.
 */
@NullMarked
package dev.slipway.postgres;

import org.jspecify.annotations.NullMarked;
