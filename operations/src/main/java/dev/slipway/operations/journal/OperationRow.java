package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.PlannedStep;
import dev.slipway.protocol.operation.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An operation as it is kept.
 *
 * @param planVersion the version of its type that the plan was made under
 * @param codeVersion the newest version that has worked on it
 * @param cancel who asked to cancel it, if somebody did
 * @param stranded since when it has been due and no worker knew it
 */
public record OperationRow(
    long number,
    String type,
    String title,
    String target,
    boolean changing,
    int planVersion,
    int codeVersion,
    List<PlannedStep> plan,
    JsonNode input,
    Request request,
    Instant requestedAt,
    Optional<Instant> deadline,
    Optional<Request> cancel,
    Optional<Instant> stranded,
    long fence,
    long lastEvent,
    Standing standing) {}
