package dev.slipway.edge.tls;

import dev.slipway.kit.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/**
 * Answers to certificate authorities that ask on the TLS port whether a host is ours (ACME
 * TLS-ALPN-01, RFC 8737). Only who asks for that protocol is shown such a certificate; everybody
 * else gets the host's own.
 */
public final class TlsChallenges {
  static final String PROTOCOL = "acme-tls/1";

  private static final ASN1ObjectIdentifier VALIDATION =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");
  private static final int DIGEST_BYTES = 32;
  private static final int MOST = 10_000;
  private static final Duration LIFE = Duration.ofDays(7);

  private final InstantSource clock;
  private final Map<String, Running> byHost = new ConcurrentHashMap<>();

  private record Running(String digest, SslContext context) {}

  public TlsChallenges(InstantSource clock) {
    this.clock = clock;
  }

  /** The same again keeps the certificate that is there. */
  public void put(String host, String digest) {
    var name = host.toLowerCase(Locale.ROOT);
    var known = byHost.get(name);
    if (known == null || !known.digest().equals(digest)) {
      if (byHost.size() >= MOST) {
        throw refused(host, "there are " + MOST + " challenges already");
      }
      byHost.put(name, new Running(digest, context(name, digest)));
    }
  }

  public void remove(String host) {
    byHost.remove(host.toLowerCase(Locale.ROOT));
  }

  private SslContext context(String host, String digest) {
    try {
      var bytes = HexFormat.of().parseHex(digest.strip());
      if (bytes.length != DIGEST_BYTES) {
        throw refused(host, "a digest of SHA-256 has 32 bytes");
      }
      var validation =
          new Extension(
              VALIDATION, true, new DEROctetString(new DEROctetString(bytes).getEncoded()));
      var names = new GeneralName[] {new GeneralName(GeneralName.dNSName, host)};
      var span = new OwnSigned.Span(clock.instant().minus(Duration.ofHours(1)), LIFE);
      var made = OwnSigned.of("ACME challenge", names, span, validation);
      return SslContextBuilder.forServer(made.keys().getPrivate(), made.certificate())
          .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  PROTOCOL))
          .build();
    } catch (IOException | IllegalArgumentException e) {
      throw refused(host, String.valueOf(e.getMessage()));
    }
  }

  private static RuntimeException refused(String host, String why) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-4016",
            "the TLS challenge for " + host + " can't be answered: " + why,
            "put the SHA-256 of the key authorization, in hexadecimal")
        .exception();
  }

  /** What this greeting is answered with; null: it is nobody who asks for a challenge. */
  @Nullable SslContext answer(@Nullable ByteBuf greeting, @Nullable String host) {
    if (byHost.isEmpty() || greeting == null || host == null || !Greeting.offers(greeting)) {
      return null;
    }
    var running = byHost.get(host.toLowerCase(Locale.ROOT));
    return running == null ? null : running.context();
  }
}
