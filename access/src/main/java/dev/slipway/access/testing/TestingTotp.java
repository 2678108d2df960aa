package dev.slipway.access.testing;

import dev.slipway.access.credentials.Totp;
import java.net.URI;
import java.time.Instant;

/** An authenticator app. */
public final class TestingTotp {
  private TestingTotp() {}

  public static String code(URI link, Instant now) {
    return typed(link.getQuery().replaceAll(".*secret=([A-Z2-7]+).*", "$1"), now);
  }

  /** The code of a secret that was typed into the app. */
  public static String typed(String secret, Instant now) {
    return Totp.ofTyped(secret).codeAt(now);
  }
}
