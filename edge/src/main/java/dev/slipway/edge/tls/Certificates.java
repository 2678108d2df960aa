package dev.slipway.edge.tls;

import dev.slipway.edge.table.HostIndex;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.edge.Certificate;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that are served now, by host. Replaced whole, like the table that names them.
 */
public final class Certificates {
  private static final Logger LOG = System.getLogger(Certificates.class.getName());

  /** A certificate in memory, and the state of its files when they were read. */
  private record Loaded(SslContext context, long changed) {}

  private final Fallback selfSigned;
  private volatile Map<Certificate, Loaded> loaded = Map.of();
  private volatile HostIndex<SslContext> byHost = new HostIndex<>(Map.of());

  private Certificates(Fallback selfSigned) {
    this.selfSigned = selfSigned;
  }

  public static Certificates in(Path state, InstantSource clock) {
    return new Certificates(new Fallback(state, clock));
  }

  static SslContext context(Path chain, Path key) throws SSLException {
    return SslContextBuilder.forServer(chain.toFile(), key.toFile())
        .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1))
        .build();
  }

  /** Reads what isn't read yet; throws, with nothing changed, when a file can't be used. */
  public synchronized void serve(List<Certificate> certificates) {
    var next = new HashMap<Certificate, Loaded>();
    for (var certificate : certificates) {
      next.put(certificate, load(certificate, loaded.get(certificate)));
    }
    publish(next);
  }

  /** At a start: what can't be read is told and left out, rather than nothing served at all. */
  public synchronized List<String> serveWhatCanBeRead(List<Certificate> certificates) {
    var warnings = new ArrayList<String>();
    var next = new HashMap<Certificate, Loaded>();
    for (var certificate : certificates) {
      try {
        next.put(certificate, load(certificate, loaded.get(certificate)));
      } catch (ProblemException unusable) {
        warnings.add(unusable.problem().fact());
        LOG.log(Level.ERROR, unusable.problem().text());
      }
    }
    publish(next);
    return warnings;
  }

  /** Reads files again that have changed; a half-written one is left for the next time. */
  public synchronized void reload() {
    var now = loaded;
    if (!now.isEmpty()) {
      var next = new HashMap<>(now);
      next.replaceAll(
          (certificate, before) -> {
            try {
              return load(certificate, before);
            } catch (ProblemException unusable) {
              LOG.log(Level.WARNING, unusable.problem().text());
              return before;
            }
          });
      publish(next);
    }
  }

  private void publish(Map<Certificate, Loaded> next) {
    var owners = new HashMap<String, SslContext>();
    next.forEach(
        (certificate, one) -> certificate.hosts().forEach(host -> owners.put(host, one.context())));
    byHost = new HostIndex<>(owners);
    loaded = Map.copyOf(next);
  }

  private static Loaded load(Certificate certificate, @Nullable Loaded before) {
    var chain = Path.of(certificate.chain());
    var key = Path.of(certificate.key());
    try {
      var changed =
          Files.getLastModifiedTime(chain).toMillis() * 31
              + Files.getLastModifiedTime(key).toMillis();
      return before != null && before.changed() == changed
          ? before
          : new Loaded(context(chain, key), changed);
    } catch (IOException | IllegalArgumentException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-4007",
              "certificate of " + certificate.hosts() + " can't be used: " + e.getMessage(),
              chain + " is to hold the chain and " + key + " its PKCS 8 key, both as PEM")
          .exception(e);
    }
  }

  /** The certificate for this name; the self-signed one when there is none for it. */
  Future<SslContext> of(@Nullable String host, Promise<SslContext> promise) {
    var found = host == null ? null : named(host);
    if (found != null) {
      return promise.setSuccess(found);
    }
    selfSigned
        .get()
        .whenComplete(
            (context, failure) -> {
              if (context != null) {
                promise.setSuccess(context);
              } else {
                promise.setFailure(failure);
              }
            });
    return promise;
  }

  private @Nullable SslContext named(String host) {
    var bytes = host.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    return byHost.find(bytes, 0, bytes.length);
  }
}
