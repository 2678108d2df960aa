package dev.slipway.web.site;

import dev.slipway.protocol.edge.Certificate;
import dev.slipway.web.view.EnvironmentView.Domain;
import dev.slipway.web.view.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which certificate a host is served with, and until when it holds. */
record CertificateDates(List<Certificate> certificates, Instant now) {
  private static final Duration SOON = Duration.ofDays(14);

  Domain of(String host) {
    return certificates.stream()
        .filter(one -> one.hosts().stream().anyMatch(name -> covers(name, host)))
        .findFirst()
        .map(one -> served(host, one))
        .orElseGet(() -> new Domain(host, State.none("self-signed"), Optional.empty()));
  }

  /** A wildcard stands for one label, as browsers read it. */
  private static boolean covers(String name, String host) {
    return name.equals(host)
        || (name.startsWith("*.")
            && host.indexOf('.') > 0
            && name.substring(1).equals(host.substring(host.indexOf('.'))));
  }

  private Domain served(String host, Certificate certificate) {
    try (var in = Files.newInputStream(Path.of(certificate.chain()))) {
      var own = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      var end = own.getNotAfter().toInstant();
      var left = Duration.between(now, end);
      var state =
          left.isNegative()
              ? State.failed("own, has ended")
              : left.compareTo(SOON) < 0
                  ? State.caution("own, ends in " + days(left.toDays()))
                  : State.ok("own");
      return new Domain(host, state, Optional.of(end));
    } catch (IOException | CertificateException e) {
      return new Domain(host, State.failed("own, can't be read"), Optional.empty());
    }
  }

  private static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }
}
