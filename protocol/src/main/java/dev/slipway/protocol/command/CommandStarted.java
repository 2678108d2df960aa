package dev.slipway.protocol.command;

/**
 * What was started.
 *
 * @param id by which it is followed and ended
 * @param release such as {@code v53}
 */
public record CommandStarted(String id, String release, String service) {}
