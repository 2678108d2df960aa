package dev.slipway.checks;

import dev.slipway.checks.http.Target;
import dev.slipway.checks.http.Trust;
import dev.slipway.kit.Durations;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/**
 * The certificate that clients are shown: trusted, for this name, and not about to run out.
 *
 * @param least how long it must still be good for
 */
public record CertificateCheck(String name, Duration least, InstantSource clock) implements Check {
  private static final int MILLIS = 10_000;

  @Override
  public Finding run(Asking asking) {
    var target = asking.target();
    var host = target.name().getHost();
    if (!"https".equals(target.connect().getScheme())) {
      return Finding.unmeasured(
          target + " is asked in plain HTTP, so no certificate is seen", List.of());
    }
    try {
      return judge(host, handshake(target, Trust.of(target)));
    } catch (SSLHandshakeException refused) {
      return Finding.failed(
          host + ": " + plain(refused),
          List.of(new Evidence("TLS handshake as " + host, wanted(), plain(refused))));
    } catch (IOException unreachable) {
      return Finding.failed(
          host + " gives no TLS answer: " + unreachable.getMessage(),
          List.of(
              new Evidence(
                  "TLS handshake as " + host, wanted(), String.valueOf(unreachable.getMessage()))));
    }
  }

  private record Shown(X509Certificate certificate, String protocol) {}

  private static Shown handshake(Target target, SSLContext trust) throws IOException {
    var connect = target.connect();
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(connect.getHost(), Target.port(connect)), MILLIS);
      plain.setSoTimeout(MILLIS);
      var host = target.name().getHost();
      try (var tls =
          (SSLSocket)
              trust.getSocketFactory().createSocket(plain, host, Target.port(connect), true)) {
        var parameters = tls.getSSLParameters();
        if (host.matches(".*[A-Za-z].*")) {
          parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        var chain = tls.getSession().getPeerCertificates();
        return new Shown((X509Certificate) chain[0], tls.getSession().getProtocol());
      }
    }
  }

  private Finding judge(String host, Shown shown) {
    var left = Duration.between(clock.instant(), shown.certificate.getNotAfter().toInstant());
    var found =
        "by "
            + issuer(shown.certificate)
            + ", good for "
            + Durations.human(left)
            + ", "
            + shown.protocol;
    var evidence = List.of(new Evidence("TLS handshake as " + host, wanted(), found));
    return left.compareTo(least) < 0
        ? Finding.failed(
            host
                + ": the certificate runs out in "
                + Durations.human(left)
                + ", at least "
                + Durations.human(least)
                + " are expected",
            evidence)
        : Finding.passed(host + " shows a certificate " + found, evidence);
  }

  private String wanted() {
    return "a trusted certificate of this name, good for " + Durations.human(least) + " or more";
  }

  private static String issuer(X509Certificate certificate) {
    if (certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
      return "itself";
    }
    var issuer = certificate.getIssuerX500Principal().getName();
    return issuer.replaceFirst("^.*?(?:O|CN)=([^,]+).*$", "$1");
  }

  /** The JDK's words for the three usual causes, in words that say what to do. */
  private static String plain(SSLHandshakeException refused) {
    var words = String.valueOf(refused.getMessage());
    if (words.contains("unable to find valid certification path")) {
      return "the certificate is signed by nobody who is trusted here";
    }
    if (words.contains("NotAfter")) {
      return "the certificate has run out";
    }
    if (words.contains("No subject alternative") || words.contains("No name matching")) {
      return "the certificate is for another name";
    }
    return "TLS failed: " + words;
  }
}
