/**
 * The write-ahead log: followed through the replication protocol as it is written, kept in the
 * repository, handed back to a server that recovers. Start reading at {@link
 * dev.slipway.postgres.wal.WalReceiver}.
 */
@NullMarked
package dev.slipway.postgres.wal;

import org.jspecify.annotations.NullMarked;
