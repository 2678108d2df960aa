package dev.slipway.api;

import dev.slipway.access.people.Principal;

/** Who asks, and from where. */
public record Caller(Principal principal) {
  /** As the history shows it, with the token's name where one was used. */
  public String name() {
    return principal.actor().name();
  }

  public String from() {
    return principal.address();
  }
}
