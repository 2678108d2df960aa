package dev.slipway.api;

import dev.slipway.access.people.Principal;
import java.util.Optional;

/** Tells who shows a token. */
@FunctionalInterface
public interface Gate {
  /**
   * Whoever the token belongs to; empty when it belongs to nobody.
   *
   * @param address where the request comes from
   */
  Optional<Principal> whoShows(String token, String address);
}
