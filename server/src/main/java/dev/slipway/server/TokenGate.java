package dev.slipway.server;

import dev.slipway.access.people.Principal;
import dev.slipway.access.session.ApiTokens;
import dev.slipway.api.Gate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The token file of the data directory speaks for the machine's owner; others for their person. */
record TokenGate(String ownersToken, ApiTokens tokens) implements Gate {
  @Override
  public Optional<Principal> whoShows(String token, String address) {
    return MessageDigest.isEqual(bytes(ownersToken), bytes(token))
        ? Optional.of(Principal.localOwner())
        : tokens.authenticate(token, address);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
