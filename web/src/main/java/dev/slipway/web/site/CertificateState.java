package dev.slipway.web.site;

import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.web.view.EnvironmentView.Domain;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which certificate a host is served with, until when it holds, and what is wrong with it. */
record CertificateState(Instant now) {
  private static final Duration SOON = Duration.ofDays(14);

  Domain of(String host, Optional<CertificateWatch.Shown> known) {
    return known
        .map(shown -> new Domain(host, state(shown), shown.ends()))
        .orElseGet(() -> new Domain(host, State.none("self-signed"), Optional.empty()));
  }

  /** An old one serves on while a new one can't be had: a caution. None at all is a failure. */
  private State state(CertificateWatch.Shown shown) {
    var origin = shown.origin();
    var left = shown.ends().map(ends -> Duration.between(now, ends));
    if (left.isPresent() && left.get().isNegative()) {
      return State.failed(origin + ", has ended");
    }
    if (!shown.trouble().isEmpty()) {
      return origin.isEmpty()
          ? State.failed(shown.trouble())
          : State.caution(origin + "; " + shown.trouble());
    }
    if (origin.isEmpty()) {
      return State.running("is ordered");
    }
    if (shown.ordering()) {
      return State.running("is renewed");
    }
    return left.isPresent() && left.get().compareTo(SOON) < 0
        ? State.caution(origin + ", ends in " + days(left.get().toDays()))
        : State.ok(origin);
  }

  private static String days(long days) {
    return days == 1 ? "1 day" : days + " days";
  }
}
