package dev.slipway.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A key and the certificate that it has signed itself. */
record OwnSigned(KeyPair keys, X509Certificate certificate) {
  private static final int SERIAL_BITS = 120;

  /**
   * @param more an extension beside the names; null: none
   */
  static OwnSigned of(String subject, GeneralName[] names, Span span, @Nullable Extension more)
      throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var keys = generator.generateKeyPair();
      var name = new X500Name("CN=" + subject);
      var builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(SERIAL_BITS, new SecureRandom()),
                  Date.from(span.from()),
                  Date.from(span.from().plus(span.life())),
                  name,
                  keys.getPublic())
              .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      if (more != null) {
        builder.addExtension(more);
      }
      var signed =
          builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return new OwnSigned(keys, new JcaX509CertificateConverter().getCertificate(signed));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("a self-signed certificate can't be made", e);
    }
  }

  /** How long it holds. */
  record Span(Instant from, Duration life) {}
}
