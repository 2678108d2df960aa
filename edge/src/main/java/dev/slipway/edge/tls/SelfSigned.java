package dev.slipway.edge.tls;

import dev.slipway.kit.StateFile;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The certificate of hosts that have none: for development, kept in the state folder so that a
 * browser's exception for it holds until it ends.
 */
final class SelfSigned {
  /** Browsers refuse longer ones. */
  private static final Duration LIFE = Duration.ofDays(397);

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private final Path chain;
  private final Path key;

  private SelfSigned(Path state) {
    chain = state.resolve("self-signed.pem");
    key = state.resolve("self-signed.key");
  }

  Path chain() {
    return chain;
  }

  Path key() {
    return key;
  }

  /** The one in the folder, or a new one when there is none or it ends soon. */
  static SelfSigned in(Path state, InstantSource clock) throws IOException {
    var pair = new SelfSigned(state);
    var usable =
        Files.exists(pair.chain)
            && Files.exists(pair.key)
            && Files.getLastModifiedTime(pair.chain)
                .toInstant()
                .plus(LIFE)
                .minus(RENEW_BEFORE)
                .isAfter(clock.instant());
    if (!usable) {
      pair.make(clock);
    }
    return pair;
  }

  private void make(InstantSource clock) throws IOException {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var keys = generator.generateKeyPair();
      var name = new X500Name("CN=Slipway development");
      var from = clock.instant().minus(Duration.ofHours(1));
      var names =
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.dNSName, "*.localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
              });
      var certificate =
          new JcaX509v3CertificateBuilder(
                  name,
                  new BigInteger(120, new SecureRandom()),
                  Date.from(from),
                  Date.from(from.plus(LIFE)),
                  name,
                  keys.getPublic())
              .addExtension(Extension.subjectAlternativeName, false, names)
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      new StateFile(key).write(pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
      new StateFile(chain).write(pem(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("a self-signed certificate can't be made", e);
    }
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
