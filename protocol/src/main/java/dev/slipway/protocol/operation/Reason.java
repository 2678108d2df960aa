package dev.slipway.protocol.operation;

import org.jspecify.annotations.Nullable;

/** Why somebody cancels an operation, in their own words; may be empty. */
public record Reason(@Nullable String why) {}
