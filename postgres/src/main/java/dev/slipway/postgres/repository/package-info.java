/**
 * Where backups lie: sealed objects on a disk or in a bucket. Chunks of data go into packs, each
 * only once; what a backup consists of stands in its manifest, which is written last. Start reading
 * at {@link dev.slipway.postgres.repository.Repository}.
 */
@NullMarked
package dev.slipway.postgres.repository;

import org.jspecify.annotations.NullMarked;
