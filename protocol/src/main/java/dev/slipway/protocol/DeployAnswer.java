package dev.slipway.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order to deploy led to.
 *
 * @param version such as {@code v53}: the new one, or the one that serves exactly this already
 * @param operation to be watched; absent when there was nothing to do
 */
public record DeployAnswer(
    String app, String environment, String version, @Nullable Long operation, List<String> urls) {}
