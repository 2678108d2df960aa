package dev.slipway.protocol.edge;

import java.time.Duration;

/**
 * Whether plain HTTP is served too.
 *
 * @param redirect plain requests are sent to https with 308
 * @param remember how long browsers shall insist on https (HSTS); zero: not told
 * @param subdomains HSTS for all names below as well
 */
public record Https(boolean redirect, Duration remember, boolean subdomains) {
  /** Both are served: development. */
  public static final Https OPTIONAL = new Https(false, Duration.ZERO, false);

  /** Plain requests are redirected, and browsers remember it for a year. */
  public static final Https REQUIRED = new Https(true, Duration.ofDays(365), false);

  public Https {
    remember = Given.or(remember, Duration.ZERO);
  }
}
