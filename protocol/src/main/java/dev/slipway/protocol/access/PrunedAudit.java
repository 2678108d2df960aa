package dev.slipway.protocol.access;

/**
 * @param removed how many entries went, from the oldest on
 * @param left how many there are still
 * @param head the newest, as it is kept elsewhere
 */
public record PrunedAudit(long removed, long left, String head) {}
