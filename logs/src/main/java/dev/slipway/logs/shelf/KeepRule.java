package dev.slipway.logs.shelf;

import dev.slipway.kit.ByteSize;
import java.time.Duration;

/**
 * How much a shelf keeps.
 *
 * @param room on disk, compressed
 * @param age what is older is thrown away
 * @param block how much text lies in one block
 * @param segment how large a file of blocks becomes: what is thrown away at once
 */
public record KeepRule(ByteSize room, Duration age, ByteSize block, ByteSize segment) {
  public static final KeepRule USUAL =
      new KeepRule(
          ByteSize.ofMebibytes(1024),
          Duration.ofDays(30),
          new ByteSize(256 << 10),
          ByteSize.ofMebibytes(32));
}
