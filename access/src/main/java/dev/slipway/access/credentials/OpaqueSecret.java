package dev.slipway.access.credentials;

import dev.slipway.kit.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of 160 bits or more that we made ourselves: so much chance can't be guessed, so a plain
 * hash of it is enough to keep.
 */
public record OpaqueSecret(String text) {
  private static final int CHARACTERS = 32;

  public static OpaqueSecret fresh() {
    return new OpaqueSecret(Ids.secret(CHARACTERS));
  }

  /** What is kept in its place. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another secret that only the holder of this one can derive, for one purpose. */
  public String derive(String purpose) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
