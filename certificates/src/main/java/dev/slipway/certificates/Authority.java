package dev.slipway.certificates;

import dev.slipway.kit.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ACME server that certificates are ordered from.
 *
 * @param directory where it says what it has
 * @param roots whom to believe that it is the server, PEM; empty: whom Java believes
 * @param external an account that was made with the authority beforehand
 * @param ways how names may be proved, the best first
 * @param dns the command that changes zones
 */
public record Authority(
    URI directory,
    Optional<Path> roots,
    Optional<External> external,
    List<Way> ways,
    Optional<Path> dns) {
  private static final Map<String, String> NAMED =
      Map.of(
          "letsencrypt", "https://acme-v02.api.letsencrypt.org/directory",
          "letsencrypt-staging", "https://acme-staging-v02.api.letsencrypt.org/directory");

  public Authority {
    ways = List.copyOf(ways);
  }

  /** What ties an account here to one that the authority knows (RFC 8555, 7.3.4). */
  public record External(String identifier, String key) {
    @Override
    public String toString() {
      return identifier;
    }
  }

  /**
   * As the control plane's own variables have it; empty when nobody set one: nothing is ordered
   * behind an operator's back, and setting it is the operator's yes to the authority's terms.
   */
  public static Optional<Authority> of(Map<String, String> variables) {
    var set = variables.getOrDefault("SLIPWAY_ACME", "").strip();
    if (set.isEmpty()) {
      return Optional.empty();
    }
    var dns = text(variables, "SLIPWAY_ACME_DNS").map(Path::of);
    return Optional.of(
        new Authority(
            directory(NAMED.getOrDefault(set, set)),
            text(variables, "SLIPWAY_ACME_CA").map(Path::of),
            text(variables, "SLIPWAY_ACME_EAB").map(Authority::external),
            ways(variables.getOrDefault("SLIPWAY_ACME_WAYS", ""), dns.isPresent()),
            dns));
  }

  private static Optional<String> text(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static URI directory(String text) {
    var url = text.contains("://") ? URI.create(text) : URI.create("none:/");
    if (!"https".equals(url.getScheme()) || url.getHost() == null) {
      throw mistake(
          "SLIPWAY_ACME",
          text + " is no https address",
          "letsencrypt, letsencrypt-staging, or the address of a server's directory");
    }
    return url;
  }

  private static External external(String text) {
    var colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      // Its text is a secret, and is not told.
      throw mistake("SLIPWAY_ACME_EAB", "its value has no colon", "KEY_ID:HMAC_KEY");
    }
    return new External(text.substring(0, colon), text.substring(colon + 1));
  }

  private static List<Way> ways(String text, boolean withDns) {
    var found = new ArrayList<Way>();
    for (var word : text.strip().split("[\\s,]+")) {
      if (!word.isEmpty()) {
        found.add(
            Way.of(word)
                .orElseThrow(
                    () ->
                        mistake(
                            "SLIPWAY_ACME_WAYS",
                            word + " is no way",
                            "http-01, tls-alpn-01, dns-01: those wanted, the best first")));
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    return withDns
        ? List.of(Way.HTTP_01, Way.TLS_ALPN_01, Way.DNS_01)
        : List.of(Way.HTTP_01, Way.TLS_ALPN_01);
  }

  private static RuntimeException mistake(String name, String fact, String hint) {
    return Problem.of(Problem.Kind.BAD_INPUT, "SLIP-4020", name + ": " + fact, hint).exception();
  }
}
