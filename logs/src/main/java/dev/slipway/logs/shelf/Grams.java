package dev.slipway.logs.shelf;

import dev.slipway.logs.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Which runs of three bytes a block holds, as a Bloom filter: a search for a word passes by nearly
 * every block that lacks it, and none that has it. Letters are folded to small ones, so that a
 * search that ignores case is served as well.
 */
public final class Grams {
  /** Ten bits and four looks for each: one in eighty is taken for held though it isn't. */
  private static final int BITS_EACH = 10;

  private static final int LOOKS = 4;
  private static final int SIZE = 3;

  private Grams() {}

  /** The filter of a block with these entries. */
  static byte[] filter(List<Entry> entries) {
    var gathering = new Gathering();
    entries.forEach(entry -> gathering.add(entry.text().getBytes(StandardCharsets.UTF_8)));
    return gathering.filter();
  }

  /** Made for one block and left: a bit for each gram that there can be takes two megabytes. */
  private static final class Gathering {
    private final long[] seen = new long[1 << 18];
    private int[] found = new int[1 << 12];
    private int count;

    void add(byte[] text) {
      for (var at = 0; at + SIZE <= text.length; at++) {
        var gram = gram(text, at);
        var word = gram >>> 6;
        var bit = 1L << (gram & 63);
        if ((seen[word] & bit) == 0) {
          seen[word] |= bit;
          note(gram);
        }
      }
    }

    private void note(int gram) {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      found[count++] = gram;
    }

    byte[] filter() {
      var filter = new byte[Math.max(8, (count * BITS_EACH + 7) / 8)];
      for (var i = 0; i < count; i++) {
        for (var look = 0; look < LOOKS; look++) {
          var bit = bit(found[i], look, filter.length);
          filter[(int) (bit >>> 3)] |= (byte) (1 << (bit & 7));
        }
      }
      return filter;
    }
  }

  /** The grams that text with this word in it must have. */
  public static int[] of(String word, boolean ignoringCase) {
    var bytes = word.getBytes(StandardCharsets.UTF_8);
    var grams = new int[Math.max(0, bytes.length - SIZE + 1)];
    var count = 0;
    for (var at = 0; at + SIZE <= bytes.length; at++) {
      // Case is folded for plain letters alone; others differ in their bytes.
      if (!ignoringCase || (bytes[at] >= 0 && bytes[at + 1] >= 0 && bytes[at + 2] >= 0)) {
        grams[count++] = gram(bytes, at);
      }
    }
    return Arrays.copyOf(grams, count);
  }

  /** Whether a block with this filter may hold all of them. */
  static boolean mayHold(ByteBuffer filter, int[] grams) {
    for (var gram : grams) {
      for (var look = 0; look < LOOKS; look++) {
        var bit = bit(gram, look, filter.limit());
        if ((filter.get((int) (bit >>> 3)) & (1 << (bit & 7))) == 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static int gram(byte[] text, int at) {
    return (fold(text[at]) << 16) | (fold(text[at + 1]) << 8) | fold(text[at + 2]);
  }

  private static int fold(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b & 0xff;
  }

  private static long bit(int gram, int look, int bytes) {
    var mixed = (gram + 1) * 0x9E3779B97F4A7C15L;
    mixed ^= mixed >>> 32;
    var step = ((mixed >>> 17) | 1) & 0xffffffffL;
    return ((mixed & 0xffffffffL) + look * step) % (bytes * 8L);
  }
}
