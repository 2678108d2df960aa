package dev.slipway.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An environment's history, newest first.
 *
 * @param before where the next page begins; absent on the last one
 */
public record ReleaseList(
    String app, String environment, List<ReleaseLine> releases, @Nullable Long before) {}
