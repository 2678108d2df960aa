package dev.slipway.protocol.operation;

import org.jspecify.annotations.Nullable;

/**
 * What a person decided about an operation that needs attention.
 *
 * @param settlement "undo-again" or "accept"
 */
public record SettleRequest(String settlement, @Nullable String why) {}
