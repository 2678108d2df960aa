package dev.slipway.access.credentials;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every 30 seconds (RFC 6238, on RFC 4226). Our own because it is forty lines
 * with published test vectors; the profile is the one every authenticator app knows: SHA-1, 6
 * digits.
 */
public final class Totp {
  private static final int STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;

  /** A phone's clock may be off by a step, and typing takes time. */
  private static final int STEPS_OFF = 1;

  private final byte[] secret;
  private final String algorithm;
  private final int digits;

  public Totp(byte[] secret) {
    this(secret, "HmacSHA1", 6);
  }

  Totp(byte[] secret, String algorithm, int digits) {
    this.secret = secret.clone();
    this.algorithm = algorithm;
    this.digits = digits;
  }

  /** From the secret as {@link #typed} shows it. */
  public static Totp ofTyped(String typed) {
    return new Totp(Base32.decode(typed));
  }

  public static byte[] freshSecret() {
    var secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  /** The step whose code this is, if it is one of now and later than the last one used. */
  public OptionalLong match(String code, Instant now, long lastUsedStep) {
    var current = now.getEpochSecond() / STEP_SECONDS;
    var given = code.strip().getBytes(StandardCharsets.UTF_8);
    for (var step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
      var expected = codeOf(step).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(expected, given) && step > lastUsedStep) {
        return OptionalLong.of(step);
      }
    }
    return OptionalLong.empty();
  }

  public String codeAt(Instant time) {
    return codeOf(time.getEpochSecond() / STEP_SECONDS);
  }

  private String codeOf(long step) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      var offset = hash[hash.length - 1] & 0xf;
      var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
      var code = number % (long) Math.pow(10, digits);
      return String.format(Locale.ROOT, "%0" + digits + "d", code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The secret as a person types it into an app that can't read the link. */
  public String typed() {
    return Base32.encode(secret);
  }

  /** The link that authenticator apps open, or read from a picture. */
  public String link(String issuer, String account) {
    return "otpauth://totp/"
        + encode(issuer)
        + ":"
        + encode(account)
        + "?secret="
        + typed()
        + "&issuer="
        + encode(issuer);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
