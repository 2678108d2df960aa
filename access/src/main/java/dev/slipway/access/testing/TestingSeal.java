package dev.slipway.access.testing;

import dev.slipway.access.credentials.Seal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals with a key that nobody else has. */
public final class TestingSeal implements Seal {
  private final SecretKeySpec key = new SecretKeySpec(random(16), "AES");

  private static byte[] random(int size) {
    var bytes = new byte[size];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  @Override
  public byte[] seal(Kind kind, byte[] plain) {
    try {
      var nonce = random(12);
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(kind.name().getBytes(StandardCharsets.UTF_8));
      var sealed = Arrays.copyOf(nonce, 12 + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, 12);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] open(Kind kind, byte[] sealed) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, Arrays.copyOf(sealed, 12)));
      cipher.updateAAD(kind.name().getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(sealed, 12, sealed.length - 12);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
