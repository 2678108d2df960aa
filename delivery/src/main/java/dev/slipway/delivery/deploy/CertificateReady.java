package dev.slipway.delivery.deploy;

import dev.slipway.manifest.model.CertificateKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether the certificate that the environment brings along is there and holds long enough, or can
 * be ordered.
 *
 * @param canOrder whether there is an authority to order from
 */
record CertificateReady(Instant now, boolean canOrder) {
  private static final String SUBJECT = "certificate";
  private static final Duration SOON = Duration.ofDays(14);

  Evidence look(ResolvedEnvironment environment, Path folder) {
    var settings = environment.settings().certificate();
    if (settings.kind() == CertificateKind.ACME) {
      return canOrder
          ? Evidence.good(SUBJECT, "ordered by itself once it serves")
          : Evidence.caution(
              SUBJECT,
              "acme is asked for, and this control plane has no ACME server: the edge's own serves",
              "start it with SLIPWAY_ACME=letsencrypt, or an ACME server's address");
    }
    if (settings.kind() != CertificateKind.OWN) {
      return Evidence.good(SUBJECT, "the edge's own");
    }
    var file = settings.file().map(folder::resolve);
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      return Evidence.bad(
          SUBJECT,
          file.map(path -> path + " is not there").orElse("kind own, and no file is named"),
          "put the chain there, or write certificate: auto");
    }
    try (var in = Files.newInputStream(file.get())) {
      var found = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      var left = Duration.between(now, found.getNotAfter().toInstant());
      var fact = file.get().getFileName() + " ends " + found.getNotAfter().toInstant();
      if (left.isNegative()) {
        return Evidence.bad(SUBJECT, fact + ": it has ended", "put a new one there");
      }
      return left.compareTo(SOON) < 0
          ? Evidence.caution(SUBJECT, fact + ", in " + left.toDays() + " days", "renew it")
          : Evidence.good(SUBJECT, fact);
    } catch (IOException | CertificateException e) {
      return Evidence.bad(
          SUBJECT, file.get() + " can't be read: " + e.getMessage(), "put a PEM chain there");
    }
  }
}
