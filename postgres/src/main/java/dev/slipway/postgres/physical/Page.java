package dev.slipway.postgres.physical;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A page of a relation. The checksum is PostgreSQL's own (storage/checksum_impl.h): 32 lanes of
 * FNV-1a with an extra shift, folded together and mixed with the page's number.
 */
public final class Page {
  public static final int SIZE = 8192;
  private static final int LANES = 32;
  private static final int ROWS = SIZE / 4 / LANES;
  private static final int ROUNDS_OF_ZERO = 2;
  private static final int PRIME = 16777619;
  private static final int CHECKSUM_AT = 8;
  private static final int UPPER_AT = 14;
  private static final int[] OFFSETS = {
    0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3, 0x217E7CD2, 0x83E13D2C,
    0xF8D4474F, 0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C, 0xF718902A, 0x0B1C9CDB,
    0xE58F764B, 0x187636BC, 0x5D7B3BB1, 0xE73DE7DE, 0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4,
    0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E, 0x9FBF8C76, 0x15CA20BE, 0xF2CA9FD3, 0x959BD756
  };

  private final int[] words = new int[SIZE / 4];
  private final int[] sums = new int[LANES];

  /** Where the page was last changed, as its header says; null position for an unused page. */
  public static Lsn lsn(ByteBuffer buffer, int at) {
    return new Lsn((long) buffer.getInt(at) << 32 | (buffer.getInt(at + 4) & 0xFFFF_FFFFL));
  }

  /** A page that was reserved and never written. */
  public static boolean isNew(ByteBuffer buffer, int at) {
    return buffer.getShort(at + UPPER_AT) == 0;
  }

  /** Whether the page's bytes are those that PostgreSQL wrote. */
  public boolean isWhole(ByteBuffer buffer, int at, long block) {
    if (isNew(buffer, at)) {
      return isEmpty(buffer, at);
    }
    return (buffer.getShort(at + CHECKSUM_AT) & 0xFFFF) == checksum(buffer, at, block);
  }

  private static boolean isEmpty(ByteBuffer buffer, int at) {
    for (var i = 0; i < SIZE; i += 8) {
      if (buffer.getLong(at + i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The checksum that the page should carry; the one it carries counts as zero in it. */
  public int checksum(ByteBuffer buffer, int at, long block) {
    buffer.slice(at, SIZE).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
    words[CHECKSUM_AT / 4] &= 0xFFFF_0000;
    System.arraycopy(OFFSETS, 0, sums, 0, LANES);
    for (var row = 0; row < ROWS; row++) {
      mix(row * LANES);
    }
    for (var round = 0; round < ROUNDS_OF_ZERO; round++) {
      for (var lane = 0; lane < LANES; lane++) {
        sums[lane] = sums[lane] * PRIME ^ (sums[lane] >>> 17);
      }
    }
    var result = 0;
    for (var sum : sums) {
      result ^= sum;
    }
    return Integer.remainderUnsigned(result ^ (int) block, 65535) + 1;
  }

  /** One word into each lane; the lanes don't depend on each other, so they run side by side. */
  private void mix(int from) {
    for (var lane = 0; lane < LANES; lane++) {
      var value = sums[lane] ^ words[from + lane];
      sums[lane] = value * PRIME ^ (value >>> 17);
    }
  }
}
