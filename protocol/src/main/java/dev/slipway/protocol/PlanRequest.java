package dev.slipway.protocol;

import org.jspecify.annotations.Nullable;

/** Asks what a deployment would do. */
public record PlanRequest(@Nullable String why) {}
