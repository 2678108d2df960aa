package dev.slipway.protocol.operation;

import dev.slipway.kit.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * All that is kept of one operation but its events.
 *
 * @param version of the type's list of steps that it was begun under
 * @param worker who runs it now
 * @param wakesAt when a waiting one goes on by itself
 * @param waitsFor the signal that a waiting one waits for
 */
public record OperationDetail(
    OperationSummary summary,
    int version,
    JsonNode input,
    List<StepRecord> steps,
    Optional<Problem> problem,
    Optional<Instant> deadline,
    Optional<Instant> wakesAt,
    Optional<String> waitsFor,
    Optional<String> worker) {}
