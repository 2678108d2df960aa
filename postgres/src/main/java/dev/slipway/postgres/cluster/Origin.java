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
 */
public record Origin(String source, String how, String at, @Nullable Instant expiresAt) {}
