package dev.slipway.postgres.repository;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM under one object's key. What is sealed is bound to its number and to what it claims
 * to be: swapped, shortened or changed, it doesn't open. Not for two threads at once.
 */
final class Seal {
  static final int TAG_BYTES = 16;
  private static final int NONCE_BYTES = 12;

  private final Cipher cipher;
  private final SecretKey key;

  Seal(SecretKey key) {
    this.key = key;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES/GCM", e);
    }
  }

  /** Seals into the target and returns the sealed length, which is the plain one and the tag's. */
  int seal(int number, byte[] claim, byte[] plain, int length, byte[] target, int at) {
    try {
      init(Cipher.ENCRYPT_MODE, number, claim);
      return cipher.doFinal(plain, 0, length, target, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing doesn't depend on what is sealed", e);
    }
  }

  /** Opens, or throws when a single bit isn't what was sealed. */
  int open(int number, byte[] claim, byte[] sealed, int at, int length, byte[] target)
      throws GeneralSecurityException {
    init(Cipher.DECRYPT_MODE, number, claim);
    return cipher.doFinal(sealed, at, length, target, 0);
  }

  private void init(int mode, int number, byte[] claim) throws GeneralSecurityException {
    var nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(NONCE_BYTES - Integer.BYTES, number);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce.array()));
    cipher.updateAAD(claim);
  }

  static byte[] claim(ChunkId id) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.high()).putLong(id.low()).array();
  }
}
