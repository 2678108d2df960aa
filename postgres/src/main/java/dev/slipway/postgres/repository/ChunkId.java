package dev.slipway.postgres.repository;

/** The name of a chunk, which follows from its content: 128 bits of a keyed SHA-256. */
public record ChunkId(long high, long low) {
  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
