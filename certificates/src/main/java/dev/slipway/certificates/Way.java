package dev.slipway.certificates;

import java.util.Locale;
import java.util.Optional;

/** How an authority is shown that a name is ours. */
public enum Way {
  /** A file under the name, on port 80. */
  HTTP_01,
  /** A certificate under the name, on port 443. */
  TLS_ALPN_01,
  /** A record of the name's zone: the only way for a wildcard. */
  DNS_01;

  /** As ACME writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Way> of(String word) {
    for (var way : values()) {
      if (way.word().equals(word)) {
        return Optional.of(way);
      }
    }
    return Optional.empty();
  }
}
