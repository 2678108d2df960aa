package dev.slipway.delivery.certificate;

import java.util.Locale;
import java.util.Set;

/** Names that an authority of the Internet could give a certificate for. */
final class InternetNames {
  /**
   * Kept for other uses (RFC 2606, 6761, 6762, 8375, and what home routers call their networks).
   */
  private static final Set<String> NEVER =
      Set.of(
          "test",
          "example",
          "invalid",
          "localhost",
          "local",
          "internal",
          "lan",
          "home",
          "corp",
          "arpa",
          "onion",
          "alt");

  private InternetNames() {}

  static boolean has(String host) {
    var name = host.toLowerCase(Locale.ROOT).replaceFirst("^\\*\\.", "");
    var dot = name.lastIndexOf('.');
    var last = name.substring(dot + 1);
    return dot > 0
        && !NEVER.contains(last)
        && !last.chars().allMatch(Character::isDigit)
        && name.indexOf(':') < 0;
  }
}
