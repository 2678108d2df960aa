package dev.slipway.protocol.command;

import java.util.Optional;

/**
 * A terminal to be opened in an environment.
 *
 * @param service whose artefact and variables it gets; the one that people reach when unsaid
 * @param release such as {@code v53}; the one that serves when unsaid
 * @param command what runs in it; a shell when unsaid
 * @param columns of the terminal; 80 when unsaid
 * @param rows of the terminal; 24 when unsaid
 */
public record ConsoleRequested(
    Optional<String> service,
    Optional<String> release,
    Optional<String> command,
    Optional<Integer> columns,
    Optional<Integer> rows) {}
