package dev.slipway.protocol.access;

/**
 * @param keep how old the oldest entry may be that stays: {@code 365d}
 */
public record PruneAudit(String keep) {}
