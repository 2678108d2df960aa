package dev.slipway.manifest.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Host, port and name of a database in a URL: what makes two URLs the same database. */
final class DatabaseAddress {
  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?(?:postgres(?:ql)?|cockroachdb|mysql)(?:\\+[a-z0-9]+)?://(?:[^@/\\s]*@)?([^/?\\s]+)/([^?\\s]+).*");

  private DatabaseAddress() {}

  static Optional<String> of(String text) {
    var match = URL.matcher(text.strip());
    if (!match.matches() || text.contains("${")) {
      return Optional.empty();
    }
    var host = match.group(1).toLowerCase(Locale.ROOT);
    return Optional.of((host.contains(":") ? host : host + ":5432") + "/" + match.group(2));
  }
}
