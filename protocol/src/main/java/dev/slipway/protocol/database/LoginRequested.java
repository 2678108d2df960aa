package dev.slipway.protocol.database;

/**
 * A way in.
 *
 * @param role readonly, readwrite or migration
 * @param branch of which copy; empty for the database itself
 */
public record LoginRequested(String role, String branch) {}
