package dev.slipway.protocol.promotion;

import org.jspecify.annotations.Nullable;

/**
 * An environment that waits for pushes.
 *
 * @param trigger as slipway.yaml has it
 * @param outcome first-look, nothing-new, serves, waits or deployed
 * @param push such as {@code push main 1a2b3c4}; absent when nothing is new
 * @param fact what there is to say of it
 * @param version of the environment that deploys it
 * @param operation to be watched; absent when none began
 */
public record PushLine(
    String environment,
    String trigger,
    String outcome,
    @Nullable String push,
    String fact,
    @Nullable String version,
    @Nullable Long operation) {}
