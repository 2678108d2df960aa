package dev.slipway.protocol.variables;

import org.jspecify.annotations.Nullable;

/** Asks to make one version of the waiting changes that this mark names. */
public record ApplyStaged(String mark, @Nullable String why) {}
