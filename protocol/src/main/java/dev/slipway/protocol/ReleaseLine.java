package dev.slipway.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of an environment's history. */
public record ReleaseLine(
    String version,
    String kind,
    String state,
    String title,
    String by,
    Instant at,
    @Nullable Instant servingSince,
    @Nullable Long operation) {}
