package dev.slipway.protocol.operation;

/** Why somebody cancels an operation, in their own words; may be empty. */
public record Reason(String why) {}
