package dev.slipway.api;

/**
 * Who asks, and from where.
 *
 * @param name such as {@code owner} for the command line of the data directory's owner
 */
public record Caller(String name, String from) {}
