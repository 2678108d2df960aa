package dev.slipway.protocol;

/** One line that an instance wrote. */
public record LogLine(String instance, String text) {}
