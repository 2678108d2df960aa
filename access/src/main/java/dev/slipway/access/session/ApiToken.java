package dev.slipway.access.session;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token as it is listed: its secret was shown once and is not kept.
 *
 * @param prefix the token's first characters, by which its owner knows it again
 */
public record ApiToken(
    String id, String personId, String prefix, Wish wish, Instant expiresAt, Usage usage) {

  /** What a new token is to be. */
  public record Wish(String name, Set<Permission> permissions, Scope scope, Duration lifetime) {
    public Wish {
      permissions = Set.copyOf(permissions);
    }
  }

  /** When it was last used, and when taken back. */
  public record Usage(Optional<Instant> usedAt, Optional<Instant> revokedAt) {}

  /** A token in the one moment in which its text is known. */
  public record Fresh(ApiToken token, String text) {}
}
