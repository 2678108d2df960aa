package dev.slipway.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One deployment with all that is kept of it.
 *
 * @param build what it serves: the same for all environments that the same artefacts came to;
 *     absent until it is built
 * @param record by name: promotion, hotfix, commits, preflight, criteria, behind, backup, plan,
 *     onNewSchema, approval, restorePoints, rowsBefore, migration, verify, confirm, backupProof;
 *     each step adds its own
 */
public record DeploymentDetail(
    String app,
    String environment,
    ReleaseLine release,
    @Nullable Instant endedAt,
    @Nullable String build,
    JsonNode record) {}
