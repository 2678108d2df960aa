package dev.slipway.edge.tls;

import dev.slipway.kit.StateFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

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
    var names =
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, "localhost"),
          new GeneralName(GeneralName.dNSName, "*.localhost"),
          new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        };
    var span = new OwnSigned.Span(clock.instant().minus(Duration.ofHours(1)), LIFE);
    var made = OwnSigned.of("Slipway development", names, span, null);
    new StateFile(key).write(pem(new JcaPKCS8Generator(made.keys().getPrivate(), null)));
    new StateFile(chain).write(pem(made.certificate()));
  }

  private static String pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
