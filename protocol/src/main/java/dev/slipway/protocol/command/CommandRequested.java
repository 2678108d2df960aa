package dev.slipway.protocol.command;

import java.util.Optional;

/**
 * A command to be run once in an environment.
 *
 * @param service whose artefact and variables it gets; the one that people reach when unsaid
 * @param release such as {@code v53}; the one that serves when unsaid
 * @param command a line for {@code /bin/sh}
 * @param limitSeconds when it is ended if it has not ended by then; an hour when unsaid
 */
public record CommandRequested(
    Optional<String> service,
    Optional<String> release,
    String command,
    Optional<Long> limitSeconds) {}
