package dev.slipway.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A value that must not be shown. Printing it by mistake shows its {@link #mark}. */
public final class SecretValue {
  private final String text;

  private SecretValue(String text) {
    this.text = text;
  }

  public static SecretValue of(String text) {
    return new SecretValue(text);
  }

  /** The value itself: for the process that is given it, and nobody else. */
  public String reveal() {
    return text;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /**
   * What a person may see: {@code ••••3f}. The two digits are one byte of a hash, not of the value;
   * they tell a rotated secret from the one before, and give away nothing worth having.
   */
  public String mark() {
    if (text.isEmpty()) {
      return "(empty)";
    }
    var hash = sha256(("slipway mark " + text).getBytes(StandardCharsets.UTF_8));
    return Mask.MARK + HexFormat.of().toHexDigits(hash[0]);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** Compares in constant time, so that nobody guesses a token letter by letter. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretValue secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return mark();
  }
}
