package dev.slipway.postgres.restore;

import dev.slipway.postgres.cluster.RunningCluster;
import java.time.Duration;

/**
 * A cluster that was brought back.
 *
 * @param backup with which it began
 * @param dataTook until the data was there
 * @param logTook from then until the log was replayed and it took connections
 * @param reachedTheEnd the target lay past all that is stored, so that everything was replayed
 */
public record Restored(
    RunningCluster cluster,
    String backup,
    Duration dataTook,
    Duration logTook,
    long logBytes,
    boolean reachedTheEnd) {}
