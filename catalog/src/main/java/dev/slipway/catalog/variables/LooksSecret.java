package dev.slipway.catalog.variables;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells a secret by its name or shape, where nobody has said whether it is one. */
public final class LooksSecret {
  private static final Pattern NAME =
      Pattern.compile(
          "(^|_)(SECRET|PASSWORD|PASSWD|PASS|PWD|TOKEN|CREDENTIALS?|PRIVATE|SALT|APIKEY|KEY|DSN)(_|$)"
              + "|PASSWORD|SECRET|WEBHOOK_URL");

  /** Shipped to every browser by the tools that read these names, whatever they are called. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "^(VITE|NEXT_PUBLIC|REACT_APP|PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|GATSBY)_"
              + "|(^|_)(PUBLIC|PUBLISHABLE|ANON)_|(^|_)(TTL|ID|NAME|EXPIRES_IN|REGION|PATH|FILE)$");

  private static final Pattern PASSWORD_IN_ADDRESS =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/\\s:@]*:[^@/\\s]+@.*", Pattern.DOTALL);

  private LooksSecret() {}

  public static boolean variable(String name, String value) {
    if (PASSWORD_IN_ADDRESS.matcher(value).matches() || value.startsWith("-----BEGIN ")) {
      return true;
    }
    var upper = name.toUpperCase(Locale.ROOT);
    return NAME.matcher(upper).find() && !PUBLIC.matcher(upper).find();
  }
}
