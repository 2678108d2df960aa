package dev.slipway.protocol.command;

/** How large a terminal is, in characters. */
public record ConsoleSize(int columns, int rows) {}
