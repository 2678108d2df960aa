package dev.slipway.protocol.command;

/** A command or console was ended on request, or had ended already. */
public record CommandEnded(String id) {}
