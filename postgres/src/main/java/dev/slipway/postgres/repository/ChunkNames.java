package dev.slipway.postgres.repository;

import java.nio.ByteBuffer;
import javax.crypto.Mac;

/** Names chunks by their content. Not for two threads at once. */
public final class ChunkNames {
  private final Mac mac;

  ChunkNames(Mac mac) {
    this.mac = mac;
  }

  public ChunkId of(byte[] content, int length) {
    mac.update(content, 0, length);
    var digest = ByteBuffer.wrap(mac.doFinal());
    return new ChunkId(digest.getLong(), digest.getLong());
  }
}
