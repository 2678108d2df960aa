package dev.slipway.protocol.operation;

import dev.slipway.kit.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One step of an operation as it is recorded.
 *
 * @param output what it returned; other steps and its undo read it
 * @param figures what it measured, the newest of each name
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
    Optional<Problem> problem,
    List<Figure> figures) {}
