package dev.slipway.manifest.rules;

import dev.slipway.kit.Durations;
import dev.slipway.manifest.binding.Mistakes;
import dev.slipway.manifest.model.Certificate;
import dev.slipway.manifest.model.CertificateKind;
import dev.slipway.manifest.model.Hsts;
import dev.slipway.manifest.model.Https;
import dev.slipway.manifest.resolved.Resolution;
import dev.slipway.manifest.tree.Place;
import dev.slipway.manifest.tree.Places;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What browsers remember can't be taken back at once: it has to be right the first time. */
final class Transport implements Rule {
  private static final Duration LEAST_PRELOADED = Duration.ofDays(365);
  private static final List<String> HTTPS = List.of("environment", "https");

  @Override
  public void check(Subject subject, Mistakes mistakes) {
    for (var each : subject.environments()) {
      var settings = each.environment().settings();
      var https = settings.https();
      https
          .hsts()
          .ifPresent(
              hsts -> {
                trusted(settings.certificate(), place(each, "hsts"), mistakes);
                age(hsts, each, mistakes);
                preloaded(https, hsts, each, mistakes);
              });
      if (https.redirect().orElse(false) && settings.certificate().kind() == CertificateKind.NONE) {
        mistakes.add(
            place(each, "redirect"),
            "SLIP-1025",
            "plain requests would be sent to https, and the environment has no certificate",
            "remove redirect, or write certificate: acme");
      }
    }
  }

  /** Where one of its keys stands; where it would stand, when it isn't said. */
  private static Place place(Resolution.Resolved each, String... keys) {
    return Places.find(each.tree(), Stream.concat(HTTPS.stream(), Stream.of(keys)).toArray());
  }

  private static void trusted(Certificate certificate, Place place, Mistakes mistakes) {
    var kind = certificate.kind();
    if (kind == CertificateKind.NONE || kind == CertificateKind.SELF_SIGNED) {
      mistakes.add(
          place,
          "SLIP-1025",
          "browsers that insist on https let nobody past a certificate they don't trust, and"
              + " certificate is "
              + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          "remove hsts, or write certificate: acme or own");
    }
  }

  private static void age(Hsts hsts, Resolution.Resolved each, Mistakes mistakes) {
    if (hsts.age().toSeconds() < 1) {
      mistakes.add(
          place(each, "hsts", "age"),
          "SLIP-1014",
          "browsers would remember nothing",
          "write 365d; 1s has them forget what they remember, and no hsts leaves it as it is");
    }
  }

  private static void preloaded(
      Https https, Hsts hsts, Resolution.Resolved each, Mistakes mistakes) {
    if (!hsts.preload()) {
      return;
    }
    if (hsts.age().compareTo(LEAST_PRELOADED) < 0) {
      mistakes.add(
          place(each, "hsts", "age"),
          "SLIP-1014",
          "browsers ship with hosts that promise a year, and age is " + Durations.write(hsts.age()),
          "write age: 365d, or remove preload");
    }
    if (!hsts.subdomains()) {
      mistakes.add(
          place(each, "hsts"),
          "SLIP-1025",
          "browsers ship with hosts only if all below them are https as well",
          "add subdomains: true, or remove preload");
    }
    if (!https.redirect().orElse(true)) {
      mistakes.add(
          place(each, "redirect"),
          "SLIP-1025",
          "browsers ship with hosts that send plain requests to https, and redirect is false",
          "remove redirect, or remove preload");
    }
  }
}
