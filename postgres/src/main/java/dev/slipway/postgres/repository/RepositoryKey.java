package dev.slipway.postgres.repository;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one repository. Each object is sealed with a key of its own that follows from it,
 * so that no key ever sees enough data to be worn out and a number may serve as the nonce.
 */
public final class RepositoryKey {
  static final int BYTES = 32;
  static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] secret;

  public RepositoryKey(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("the key of a repository has 32 bytes");
    }
    this.secret = secret.clone();
  }

  static byte[] random(int bytes) {
    var fresh = new byte[bytes];
    RANDOM.nextBytes(fresh);
    return fresh;
  }

  /** The key of the object with this salt. */
  SecretKey forObject(byte[] salt) {
    var mac = mac(secret);
    mac.update("object".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return new SecretKeySpec(mac.doFinal(salt), "AES");
  }

  /**
   * What names chunks by their content. Keyed, so that the names tell nobody without the key what a
   * database holds. One for each thread.
   */
  public ChunkNames chunkNames() {
    var mac = mac(secret);
    var key = mac.doFinal("chunk".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return new ChunkNames(mac(key));
  }

  private static Mac mac(byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
