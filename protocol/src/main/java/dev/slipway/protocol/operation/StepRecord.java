package dev.slipway.protocol.operation;

import dev.slipway.kit.Problem;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One step of an operation as it is recorded.
 *
 * @param output what it returned; other steps and its undo read it
 */
public record StepRecord(
    String name,
    StepState state,
    String cannotUndo,
    int attempt,
    Optional<Instant> beganAt,
    Optional<Instant> endedAt,
    String summary,
    Optional<JsonNode> output,
    Optional<Problem> problem) {}
