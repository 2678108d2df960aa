package dev.slipway.catalog.variables;

/** Who changes something, and the reason to be remembered. */
public record Author(String by, String why) {}
