package dev.slipway.certificates;

import dev.slipway.protocol.edge.EdgeAdmin;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The edge answers on ports 80 and 443; records are somebody else's. */
public record EdgeAnswers(EdgeAdmin edge, Optional<DnsRecords> records) implements Answers {
  @Override
  public Set<Way> ways() {
    return records.isPresent()
        ? EnumSet.allOf(Way.class)
        : EnumSet.of(Way.HTTP_01, Way.TLS_ALPN_01);
  }

  @Override
  public void put(Answer answer) {
    switch (answer.way()) {
      case HTTP_01 -> edge.putChallenge(answer.name(), answer.value());
      case TLS_ALPN_01 -> edge.putTlsChallenge(answer.name(), answer.value());
      case DNS_01 -> records.orElseThrow().put(answer.name(), answer.value());
    }
  }

  @Override
  public void withdraw(Answer answer) {
    switch (answer.way()) {
      case HTTP_01 -> edge.removeChallenge(answer.name());
      case TLS_ALPN_01 -> edge.removeTlsChallenge(answer.name());
      // A hook that was taken away since can't take its record back: that stays, and harms nobody.
      case DNS_01 -> records.ifPresent(zone -> zone.remove(answer.name(), answer.value()));
    }
  }
}
