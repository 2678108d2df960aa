package dev.slipway.access.credentials;

import java.net.URI;
import java.time.Instant;

/** An authenticator app. */
public final class TestingTotp {
  private TestingTotp() {}

  public static String code(URI link, Instant now) {
    var secret = link.getQuery().replaceAll(".*secret=([A-Z2-7]+).*", "$1");
    return new Totp(Base32.decode(secret)).codeAt(now);
  }
}
