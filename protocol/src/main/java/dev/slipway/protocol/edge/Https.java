package dev.slipway.protocol.edge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether plain HTTP is served too.
 *
 * @param redirect plain requests are sent to https with 308
 * @param certified all of this holds only while the table has a certificate for the site's hosts
 * @param remember how long browsers shall insist on https (HSTS); zero: not told
 * @param subdomains HSTS for all names below as well
 * @param preload browsers may ship with it
 * @param plain paths that are answered plainly all the same: balancers ask instances for their
 *     health there. Challenges of certificate authorities always are
 */
public record Https(
    boolean redirect,
    boolean certified,
    Duration remember,
    boolean subdomains,
    boolean preload,
    List<String> plain) {
  /** Both are served: development. */
  public static final Https OPTIONAL =
      new Https(false, false, Duration.ZERO, false, false, List.of());

  /** Plain requests are redirected, and browsers remember it for a year. */
  public static final Https REQUIRED =
      new Https(true, false, Duration.ofDays(365), false, false, List.of());

  public Https {
    remember = Given.or(remember, Duration.ZERO);
    plain = Given.list(plain);
  }

  /** What holds now, with a certificate for the site's hosts or without. */
  public Https now(boolean hasCertificate) {
    return certified && !hasCertificate ? OPTIONAL : this;
  }

  /** The header that tells browsers; empty when they are told nothing. */
  public Optional<String> strictTransport() {
    var seconds = remember.toSeconds();
    return seconds <= 0
        ? Optional.empty()
        : Optional.of(
            "max-age="
                + seconds
                + (subdomains ? "; includeSubDomains" : "")
                + (preload ? "; preload" : ""));
  }
}
