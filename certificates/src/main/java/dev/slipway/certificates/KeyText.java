package dev.slipway.certificates;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Keys as text. */
final class KeyText {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";
  private static final int LINE = 64;

  private KeyText() {}

  static String fresh() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return of(generator.generateKeyPair());
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Both halves: the private one alone does not tell the other in Java. */
  private static String of(KeyPair pair) {
    var encoder = Base64.getEncoder();
    return encoder.encodeToString(pair.getPrivate().getEncoded())
        + " "
        + encoder.encodeToString(pair.getPublic().getEncoded());
  }

  /** What {@link #fresh} made. */
  static KeyPair pair(String text) {
    var halves = text.split(" ", 2);
    var decoder = Base64.getDecoder();
    try {
      var factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(decoder.decode(halves[1]))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(halves[0]))));
    } catch (GeneralSecurityException neverOurOwn) {
      throw new IllegalStateException(neverOurOwn);
    }
  }

  /** PKCS 8 as PEM, which is what the edge reads. */
  static String pem(PrivateKey key) {
    var encoder = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
    return BEGIN + encoder.encodeToString(key.getEncoded()) + END;
  }

  /**
   * Reads what {@link #pem} writes, of any kind of key that certificates have.
   *
   * @throws GeneralSecurityException when it is none
   */
  static PrivateKey read(String pem) throws GeneralSecurityException {
    var from = pem.indexOf(BEGIN.strip());
    var to = pem.indexOf(END.strip());
    if (from < 0 || to < from) {
      throw new GeneralSecurityException("it has no line " + BEGIN.strip());
    }
    try {
      var bytes =
          Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.strip().length(), to).strip());
      for (var kind : List.of("EC", "RSA", "Ed25519")) {
        try {
          return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException another) {
          // Its kind stands inside of it; the factories know only their own.
        }
      }
    } catch (IllegalArgumentException notBase64) {
      throw new GeneralSecurityException("it is no base64", notBase64);
    }
    throw new GeneralSecurityException("it is no EC, RSA or Ed25519 key");
  }

  /** Whether they are two halves of one. */
  static boolean match(PrivateKey key, PublicKey other) {
    var scheme =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "Ed25519";
        };
    var text = "slipway".getBytes(StandardCharsets.US_ASCII);
    try {
      var signing = Signature.getInstance(scheme);
      signing.initSign(key);
      signing.update(text);
      var signed = signing.sign();
      var reading = Signature.getInstance(scheme);
      reading.initVerify(other);
      reading.update(text);
      return reading.verify(signed);
    } catch (GeneralSecurityException ofDifferentKinds) {
      return false;
    }
  }
}
