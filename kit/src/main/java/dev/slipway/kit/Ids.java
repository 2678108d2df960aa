package dev.slipway.kit;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * Identifiers that sort by the time they were made and can be read aloud: 10 characters of
 * milliseconds, 10 of chance, in the alphabet of Crockford's base 32 (no i, l, o, u). Those that
 * one process makes for the same millisecond, one after the other, sort in the order of their
 * making.
 */
public final class Ids {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int TIME_CHARACTERS = 10;
  private static final int RANDOM_CHARACTERS = 10;

  /** The first of a millisecond is from the lower half: half a billion others find room above. */
  private static final long FIRST_CHANCES = 1L << (5 * RANDOM_CHARACTERS - 1);

  /** Steps are of chance too: another process may have drawn the same first. */
  private static final long LARGEST_STEP = 1L << 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  private static long lastMillis = Long.MIN_VALUE;
  private static long lastChance;

  private Ids() {}

  public static String next(Instant now) {
    var text = new char[TIME_CHARACTERS + RANDOM_CHARACTERS];
    var millis = now.toEpochMilli();
    write(text, 0, TIME_CHARACTERS, millis);
    write(text, TIME_CHARACTERS, RANDOM_CHARACTERS, chance(millis));
    return new String(text);
  }

  /** Fresh for each millisecond, and a little more than the one before within it. */
  private static synchronized long chance(long millis) {
    if (millis == lastMillis) {
      lastChance += 1 + RANDOM.nextLong(LARGEST_STEP);
    } else {
      lastMillis = millis;
      lastChance = RANDOM.nextLong(FIRST_CHANCES);
    }
    return lastChance;
  }

  private static void write(char[] text, int from, int characters, long number) {
    var rest = number;
    for (var i = from + characters - 1; i >= from; i--) {
      text[i] = ALPHABET[(int) (rest & 31)];
      rest >>>= 5;
    }
  }

  /** A secret of the given length, 5 bits a character: tokens, passwords, one-time links. */
  public static String secret(int characters) {
    var text = new char[characters];
    for (var i = 0; i < text.length; i++) {
      text[i] = ALPHABET[RANDOM.nextInt(32)];
    }
    return new String(text);
  }
}
