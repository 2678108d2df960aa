package dev.slipway.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One deployment with all that is kept of it.
 *
 * @param record by name: commits, preflight, backup, plan, onNewSchema, approval, restorePoints,
 *     rowsBefore, migration, verify, confirm, backupProof; each step adds its own
 */
public record DeploymentDetail(
    String app,
    String environment,
    ReleaseLine release,
    @Nullable Instant endedAt,
    JsonNode record) {}
