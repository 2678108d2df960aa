package dev.slipway.kit;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * Identifiers that sort by the time they were made and can be read aloud: 10 characters of
 * milliseconds, 10 of chance, in the alphabet of Crockford's base 32 (no i, l, o, u).
 */
public final class Ids {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int TIME_CHARACTERS = 10;
  private static final int RANDOM_CHARACTERS = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  public static String next(Instant now) {
    var text = new char[TIME_CHARACTERS + RANDOM_CHARACTERS];
    var millis = now.toEpochMilli();
    for (var i = TIME_CHARACTERS - 1; i >= 0; i--) {
      text[i] = ALPHABET[(int) (millis & 31)];
      millis >>>= 5;
    }
    fillRandomly(text, TIME_CHARACTERS);
    return new String(text);
  }

  /** A secret of the given length, 5 bits a character: tokens, passwords, one-time links. */
  public static String secret(int characters) {
    var text = new char[characters];
    fillRandomly(text, 0);
    return new String(text);
  }

  private static void fillRandomly(char[] text, int from) {
    for (var i = from; i < text.length; i++) {
      text[i] = ALPHABET[RANDOM.nextInt(32)];
    }
  }
}
