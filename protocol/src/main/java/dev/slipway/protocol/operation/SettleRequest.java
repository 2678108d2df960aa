package dev.slipway.protocol.operation;

/**
 * What a person decided about an operation that needs attention.
 *
 * @param settlement "undo-again" or "accept"
 */
public record SettleRequest(String settlement, String why) {}
