package dev.slipway.watch.probe;

import dev.slipway.kit.Durations;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * How long the certificate of a host lasts. Who signed it is not asked: a certificate of one's own
 * ends as well. What was read stands for a while, for it is another's server that is asked.
 */
public final class CertificateQuestion {
  private static final int USUAL_PORT = 443;
  private static final Duration STANDS = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Map<String, Read> known = new ConcurrentHashMap<>();

  private record Read(Instant at, Instant ends) {}

  public CertificateQuestion(InstantSource clock) {
    this.clock = clock;
  }

  Probe.Result ask(String text, Duration least) {
    var now = clock.instant();
    var before = known.get(text);
    try {
      var read =
          before != null && before.at().plus(STANDS).isAfter(now) && !before.at().isAfter(now)
              ? before
              : new Read(now, ends(text));
      if (read.ends().isAfter(now.plus(least))) {
        known.put(text, read);
        return new Probe.Result.Passed();
      }
      // It is asked anew each time until it was replaced.
      known.remove(text);
      return new Probe.Result.Failed(
          "the certificate of "
              + text
              + (read.ends().isAfter(now)
                  ? " ends in " + Durations.human(Duration.between(now, read.ends()))
                  : " ended " + read.ends()));
    } catch (IOException e) {
      return new Probe.Result.Failed(text + ": " + OwnProbes.why(e));
    }
  }

  private static Instant ends(String text) throws IOException {
    var colon = text.lastIndexOf(':');
    var host = colon < 0 ? text : text.substring(0, colon);
    var port = colon < 0 ? USUAL_PORT : Integer.parseInt(text.substring(colon + 1));
    var shown = new Shown();
    try (var plain = new Socket()) {
      TcpQuestion.connect(plain, host, port);
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {shown}, null);
      try (var socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        var parameters = socket.getSSLParameters();
        if (host.matches(".*[a-z].*")) {
          parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS is not there", e);
    }
    return shown.ends();
  }

  /** Looks at what is shown and trusts nothing to it: no request is sent. */
  private static final class Shown implements X509TrustManager {
    private X509Certificate[] chain = {};

    @Override
    public void checkClientTrusted(X509Certificate[] all, String kind) {
      throw new IllegalStateException("nobody shows us one as a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] all, String kind) {
      chain = all.clone();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }

    Instant ends() throws IOException {
      if (chain.length == 0) {
        throw new IOException("it showed no certificate");
      }
      return chain[0].getNotAfter().toInstant();
    }
  }
}
