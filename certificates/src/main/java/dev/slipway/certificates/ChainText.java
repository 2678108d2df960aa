package dev.slipway.certificates;

import dev.slipway.kit.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A chain that was read: what a certificate says of itself.
 *
 * @param text PEM, as the edge gets it
 */
record ChainText(String text, X509Certificate first) {
  private static final int DNS_NAME = 2;
  private static final int FINGERPRINT_CHARACTERS = 24;

  static ChainText read(String text) throws GeneralSecurityException {
    var all =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return all.stream()
        .findFirst()
        .map(one -> new ChainText(text, (X509Certificate) one))
        .orElseThrow(() -> new GeneralSecurityException("there is no certificate in it"));
  }

  Instant notBefore() {
    return first.getNotBefore().toInstant();
  }

  Instant notAfter() {
    return first.getNotAfter().toInstant();
  }

  /** Tells it from every other; short enough for the name of a folder. */
  String fingerprint() throws GeneralSecurityException {
    var digest = MessageDigest.getInstance("SHA-256").digest(first.getEncoded());
    return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_CHARACTERS);
  }

  /** What is wrong with it for this name, or nothing. */
  List<String> mistakes(String host, PrivateKey key, Instant now) throws GeneralSecurityException {
    if (!KeyText.match(key, first.getPublicKey())) {
      return List.of("its key is another one");
    }
    if (names().stream().noneMatch(name -> covers(name, host))) {
      return List.of("it is for " + String.join(", ", names()) + " and not for " + host);
    }
    return now.isAfter(notAfter()) ? List.of("it ended at " + notAfter()) : List.of();
  }

  private List<String> names() throws GeneralSecurityException {
    Collection<List<?>> all = first.getSubjectAlternativeNames();
    return all == null
        ? List.of()
        : all.stream()
            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
            .toList();
  }

  private static boolean covers(String name, String host) {
    return name.equals(host)
        || (name.startsWith("*.")
            && host.indexOf('.') > 0
            && host.substring(host.indexOf('.')).equals(name.substring(1)));
  }

  static Problem unusable(String what, String why, String hint) {
    return Problem.of(Problem.Kind.BAD_INPUT, "SLIP-4021", what + " can't be used: " + why, hint);
  }
}
