package dev.slipway.watch.sensor;

import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Held;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Certificates that end soon.
 *
 * @param shown what is known of the certificate that a name is served with
 */
public record CertificateSensor(
    Function<String, Optional<CertificateWatch.Shown>> shown, InstantSource clock)
    implements Sensor {
  @Override
  public Rule rule() {
    return Rule.CERTIFICATE;
  }

  @Override
  public List<Finding> look(Watched watched) {
    var findings = new ArrayList<Finding>();
    var least = Held.of(watched.environment(), Rule.CERTIFICATE).time().orElse(Duration.ZERO);
    for (var domain : watched.environment().settings().domains()) {
      shown
          .apply(domain.host())
          .flatMap(CertificateWatch.Shown::ends)
          .filter(ends -> ends.minus(least).isBefore(clock.instant()))
          .ifPresent(ends -> findings.add(wrong(domain.host(), ends)));
    }
    return findings;
  }

  private Finding wrong(String host, Instant ends) {
    var value = (ends.isBefore(clock.instant()) ? "it ended " : "it ends ") + ends;
    return new Finding.Wrong(Rule.CERTIFICATE, host, value);
  }
}
