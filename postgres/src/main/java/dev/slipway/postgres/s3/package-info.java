/**
 * Repositories in S3-compatible storage, over plain HTTP with requests that we sign ourselves.
 * Start reading at {@link dev.slipway.postgres.s3.S3Store}.
 */
@NullMarked
package dev.slipway.postgres.s3;

import org.jspecify.annotations.NullMarked;
