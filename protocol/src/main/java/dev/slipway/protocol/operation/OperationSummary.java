package dev.slipway.protocol.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the list of operations.
 *
 * @param step where it is or ended; empty before it began
 * @param outcome one sentence, empty until it ended; before that why it stands still, if it does
 */
public record OperationSummary(
    long number,
    String type,
    String title,
    String target,
    OperationState state,
    String step,
    Request request,
    Instant requestedAt,
    Optional<Instant> beganAt,
    Optional<Instant> endedAt,
    String outcome) {}
