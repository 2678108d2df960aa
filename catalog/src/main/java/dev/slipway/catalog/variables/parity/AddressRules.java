package dev.slipway.catalog.variables.parity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses and origins: what a browser or a driver would stumble over. */
final class AddressRules {
  private static final Pattern ORIGINS =
      Pattern.compile("(^|_)(CORS|ORIGINS?|CORS_ORIGINS?|CSRF_TRUSTED_ORIGINS)(_|$)");
  private static final Pattern ADDRESS = Pattern.compile("(^|_)(URL|URI|DSN|ENDPOINT|WEBHOOK)$");
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://");
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1", "0.0.0.0");

  private AddressRules() {}

  static boolean isOrigins(String upperName) {
    return ORIGINS.matcher(upperName).find();
  }

  /** A list of origins: separated by commas or blanks, or a JSON list. */
  static void origins(String text, boolean production, List<Finding> findings) {
    var seen = new HashSet<String>();
    for (var origin : split(text)) {
      if (origin.equals("*")) {
        if (production) {
          findings.add(Finding.warning("* lets every site call it"));
        }
        continue;
      }
      origin(origin, production).ifPresent(findings::add);
      if (!seen.add(origin)) {
        findings.add(Finding.warning(origin + " stands there twice"));
      }
    }
  }

  private static List<String> split(String text) {
    var bare = text.strip();
    if (bare.startsWith("[") && bare.endsWith("]")) {
      bare = bare.substring(1, bare.length() - 1).replace("\"", " ").replace("'", " ");
    }
    return Arrays.stream(bare.split("[,\\s]+")).filter(part -> !part.isEmpty()).toList();
  }

  private static Optional<Finding> origin(String origin, boolean production) {
    if (!SCHEME.matcher(origin).find()) {
      return Optional.of(
          Finding.error("no scheme in " + origin + ": write https://" + strip(origin)));
    }
    if (origin.endsWith("/")
        && origin.indexOf('/', origin.indexOf("://") + 3) == origin.length() - 1) {
      return Optional.of(Finding.warning("trailing slash: browsers will refuse it"));
    }
    var rest = origin.substring(origin.indexOf("://") + 3);
    if (rest.contains("/") || rest.contains("?") || rest.contains("#")) {
      return Optional.of(
          Finding.error("an origin has no path: write " + origin.split("(?<=[^/:])/", 2)[0]));
    }
    if (!rest.startsWith("*.") && parse(origin).isEmpty()) {
      return Optional.of(Finding.error(origin + " is not an origin"));
    }
    if (production && origin.startsWith("http://")) {
      return Optional.of(Finding.warning(origin + " is not encrypted"));
    }
    return Optional.empty();
  }

  /** A single address, by the variable's name or by the look of the value. */
  static void address(String upperName, String text, boolean production, List<Finding> findings) {
    var named = ADDRESS.matcher(upperName).find();
    var hasScheme = SCHEME.matcher(text).find();
    if (!named && !hasScheme) {
      return;
    }
    if (!hasScheme) {
      // A path of the same site is a fine address for a browser, and "mailto:" for others.
      if (!text.startsWith("/") && !text.matches("[a-z]+:.*")) {
        findings.add(Finding.error("malformed URL: it has no scheme (https://…)"));
      }
      return;
    }
    if (text.contains("${")) {
      findings.add(Finding.warning("${…} is not filled in here: write the whole address"));
      return;
    }
    var uri = parse(text);
    if (uri.isEmpty()) {
      findings.add(Finding.error("malformed URL: " + whyMalformed(text)));
      return;
    }
    var host = uri.get().getHost();
    if (production && host != null && HERE.contains(host)) {
      findings.add(Finding.warning("points at the machine itself (" + host + ")"));
    } else if (production && text.startsWith("http://") && host != null && host.contains(".")) {
      findings.add(Finding.warning("is not encrypted (http://)"));
    }
  }

  private static String whyMalformed(String text) {
    if (text.chars().anyMatch(Character::isWhitespace)) {
      return "it has a blank in it";
    }
    var rest = text.substring(text.indexOf("://") + 3);
    if (rest.chars().filter(c -> c == '@').count() > 1) {
      return "a @ in the password must be written %40";
    }
    if (rest.isEmpty() || rest.startsWith("/") || rest.startsWith(":")) {
      return "it has no host";
    }
    return rest.matches("[^/@]*#.*@.*") ? "a # in the password must be written %23" : "unreadable";
  }

  /** With a host; several hosts, as databases have them, count as one. */
  static Optional<URI> parse(String text) {
    try {
      var scheme = text.substring(0, text.indexOf("://") + 3);
      var rest = text.substring(scheme.length());
      var authority = rest.split("[/?#]", 2)[0];
      var host = authority.substring(authority.lastIndexOf('@') + 1);
      if (authority.indexOf('@') != authority.lastIndexOf('@')) {
        return Optional.empty();
      }
      var several = host.contains(",") && !scheme.startsWith("http");
      var uri = new URI(several ? text.replace(host, host.substring(0, host.indexOf(','))) : text);
      // Compose and databases allow _ in a host name, which java.net.URI reads as no host.
      var known = uri.getHost() != null || host.matches("[A-Za-z0-9_.-]+(:\\d{1,5})?");
      var fileLike = scheme.startsWith("file") || scheme.startsWith("sqlite");
      return known || fileLike ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private static String strip(String origin) {
    return origin.replaceAll("^/+|/+$", "");
  }
}
