package dev.slipway.catalog.variables.parity;

import dev.slipway.catalog.variables.LooksSecret;
import dev.slipway.catalog.variables.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be said of one value alone, without ever repeating a secret. */
final class ValueRules {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)change[_-]?me|replace[_-]?me|your[_-][a-z]+|<[a-z _-]+>|^x{3,}$|^todo$|^\\.\\.\\.$"
              + "|(^|[_-])(example|dummy|placeholder)[_-]?(key|secret|password|token)");
  private static final Pattern SIGNS =
      Pattern.compile("(^|_)(JWT|SESSION|COOKIE|SIGNING|ENCRYPTION|REFRESH)?_?SECRET(_KEY)?$");

  /** HMAC-SHA256 wants a key of 32 bytes; half of it is the least that is still hard to guess. */
  private static final int SHORTEST_SIGNING_SECRET = 16;

  private ValueRules() {}

  static List<Finding> of(String name, Value value, boolean production) {
    var findings = new ArrayList<Finding>();
    if (value.isEmpty()) {
      findings.add(Finding.error("empty"));
      return findings;
    }
    switch (value) {
      case Value.Reference reference -> {}
      case Value.Plain plain -> {
        text(name, plain.text(), production, findings);
        if (LooksSecret.variable(name, plain.text())) {
          findings.add(
              Finding.warning("looks like a secret and is readable: set it with --secret"));
        }
      }
      case Value.Secret secret -> text(name, secret.value().reveal(), production, findings);
    }
    return findings;
  }

  private static void text(String name, String text, boolean production, List<Finding> findings) {
    var upper = name.toUpperCase(Locale.ROOT);
    if (!text.equals(text.strip())) {
      findings.add(Finding.error("begins or ends with a blank"));
    }
    if (text.length() > 1 && isQuoted(text)) {
      findings.add(Finding.warning("the quotes around it are part of the value"));
    }
    if (PLACEHOLDER.matcher(text).find()) {
      findings.add(Finding.error("still the placeholder of the example"));
    }
    if (production && SIGNS.matcher(upper).find() && text.length() < SHORTEST_SIGNING_SECRET) {
      findings.add(
          Finding.warning(
              text.length() + " characters: too few to sign with (openssl rand -hex 32)"));
    }
    if (production) {
      inProduction(upper, text, findings);
    }
    if (AddressRules.isOrigins(upper)) {
      AddressRules.origins(text, production, findings);
    } else {
      AddressRules.address(upper, text, production, findings);
    }
  }

  private static void inProduction(String upper, String text, List<Finding> findings) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (upper.matches("(.*_)?DEBUG") && (lower.equals("true") || lower.equals("1"))) {
      findings.add(Finding.warning("debugging is on: errors will show their insides to users"));
    }
    if (upper.equals("NODE_ENV") && !lower.equals("production")) {
      findings.add(Finding.warning("Node runs slower and leaks errors unless it is production"));
    }
  }

  private static boolean isQuoted(String text) {
    var first = text.charAt(0);
    return (first == '"' || first == '\'') && text.charAt(text.length() - 1) == first;
  }
}
