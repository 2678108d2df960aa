package dev.slipway.protocol.operation;

/**
 * Who asked for an operation, from where, and why.
 *
 * @param who a person or token, such as "alice"
 * @param from the way it came, such as "cli on laptop-7", "webhook push", "schedule nightly"
 * @param why in the words of who asked; may be empty
 */
public record Request(String who, String from, String why) {}
