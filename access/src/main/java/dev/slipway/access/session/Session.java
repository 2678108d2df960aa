package dev.slipway.access.session;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * A browser that signed in, as one of its requests finds it.
 *
 * @param formKey what every form of the session's pages carries, against forged requests
 * @param fresh the new secret to hand to the browser, where it was just made or exchanged
 */
public record Session(
    String id, Principal principal, String formKey, Optional<OpaqueSecret> fresh) {

  /** A session as its owner sees it in a list. */
  public record Line(
      String id, Instant createdAt, Instant seenAt, String address, String browser) {}
}
