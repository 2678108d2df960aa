package dev.slipway.certificates;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;

/** A challenge that is taken up, and what the authority must find then. */
record Proof(Challenge challenge, Answer answer) {
  /**
   * The best way that the authority offers; after each failure the next one, and in the end the
   * first again: where port 80 is closed, 443 may be open.
   */
  static Optional<Proof> choose(Authorization asked, List<Way> ways, int failures) {
    // What was taken up once goes on: another way could only fail beside it.
    for (var way : ways) {
      var begun = of(asked, way).filter(proof -> proof.challenge().getStatus() != Status.PENDING);
      if (begun.isPresent()) {
        return begun;
      }
    }
    var offered = ways.stream().flatMap(way -> of(asked, way).stream()).toList();
    return offered.isEmpty()
        ? Optional.empty()
        : Optional.of(offered.get(failures % offered.size()));
  }

  private static Optional<Proof> of(Authorization asked, Way way) {
    return switch (way) {
      case HTTP_01 ->
          asked
              .findChallenge(Http01Challenge.class)
              .map(one -> new Proof(one, new Answer(way, one.getToken(), one.getAuthorization())));
      case TLS_ALPN_01 ->
          asked
              .findChallenge(TlsAlpn01Challenge.class)
              .map(
                  one ->
                      new Proof(
                          one,
                          new Answer(
                              way,
                              asked.getIdentifier().getDomain(),
                              HexFormat.of().formatHex(one.getAcmeValidation()))));
      case DNS_01 ->
          asked
              .findChallenge(Dns01Challenge.class)
              .map(
                  one ->
                      new Proof(
                          one,
                          new Answer(way, one.getRRName(asked.getIdentifier()), one.getDigest())));
    };
  }
}
