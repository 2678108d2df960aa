package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.PlannedStep;
import dev.slipway.protocol.operation.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An operation that is asked for. */
public record Submission(
    String type,
    int version,
    String title,
    String target,
    boolean changing,
    List<PlannedStep> plan,
    JsonNode input,
    Request request,
    Optional<String> idempotencyKey,
    Optional<Instant> deadline) {}
