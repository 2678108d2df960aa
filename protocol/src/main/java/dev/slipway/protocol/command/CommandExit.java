package dev.slipway.protocol.command;

/**
 * How a command ended.
 *
 * @param code its exit code; -1 when nobody saw it end
 * @param ofItself whether nobody and nothing ended it
 * @param text as a person reads it
 */
public record CommandExit(int code, boolean ofItself, String text) {}
