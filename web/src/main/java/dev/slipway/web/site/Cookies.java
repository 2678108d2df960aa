package dev.slipway.web.site;

import java.time.Duration;

/** How cookies are set: never readable by scripts, never sent from other sites' forms. */
final class Cookies {
  static final String SESSION = "session";
  private static final Duration A_WEEK = Duration.ofDays(7);

  private Cookies() {}

  /** Lax, so that a link in a mail leads somebody who is signed in straight to the page. */
  static String session(Ask ask, String secret) {
    return set(ask, SESSION, secret, "Lax", A_WEEK);
  }

  static String strict(Ask ask, String name, String value) {
    return set(ask, name, value, "Strict", Duration.ofHours(1));
  }

  /** For what has to come along on the way back from another site, for as long as that takes. */
  static String lax(Ask ask, String name, String value) {
    return set(ask, name, value, "Lax", Duration.ofMinutes(10));
  }

  static String gone(Ask ask, String name) {
    return set(ask, name, "", "Lax", Duration.ZERO);
  }

  private static String set(Ask ask, String name, String value, String sameSite, Duration age) {
    return name
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite="
        + sameSite
        + "; Max-Age="
        + age.toSeconds()
        + (ask.isSecure() ? "; Secure" : "");
  }
}
