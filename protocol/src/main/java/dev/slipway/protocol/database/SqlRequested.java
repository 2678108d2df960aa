package dev.slipway.protocol.database;

/**
 * A statement to run.
 *
 * @param write whether it may change something
 */
public record SqlRequested(String sql, boolean write) {}
