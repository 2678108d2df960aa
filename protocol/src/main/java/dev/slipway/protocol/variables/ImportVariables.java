package dev.slipway.protocol.variables;

import org.jspecify.annotations.Nullable;

/** A text in .env format, whose names and values are set as one change. */
public record ImportVariables(
    @Nullable String holder, String text, @Nullable String why, boolean stage) {}
