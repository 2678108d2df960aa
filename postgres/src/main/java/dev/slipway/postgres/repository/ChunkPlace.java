package dev.slipway.postgres.repository;

/**
 * Where a chunk lies.
 *
 * @param pack name of the pack's object
 * @param number which of the pack's chunks it is: the nonce that it was sealed with
 * @param sealed its length in the pack
 * @param plain its length when opened
 */
public record ChunkPlace(ChunkId id, String pack, int number, int offset, int sealed, int plain) {}
