package dev.slipway.postgres.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is a copy of.
 *
 * @param source the name of the cluster that was copied
 * @param how {@code branch}, {@code restore} or {@code drill}
 * @param at the state that it shows, as a person reads it
 * @param expiresAt when it may be swept away; null for never
 * @param proof that values were replaced and nothing personal was found; null for a copy as it is
 */
public record Origin(
    String source, String how, String at, @Nullable Instant expiresAt, @Nullable String proof) {

  /** A copy as it is. */
  public static Origin plain(String source, String how, String at, @Nullable Instant expiresAt) {
    return new Origin(source, how, at, expiresAt, null);
  }

  Origin proved(String text) {
    return new Origin(source, how, at, expiresAt, text);
  }
}
