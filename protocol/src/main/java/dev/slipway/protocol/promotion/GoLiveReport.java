package dev.slipway.protocol.promotion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an environment is ready for its users.
 *
 * @param release what serves; absent for nothing
 * @param ready whether every item is met
 * @param items each with its evidence
 */
public record GoLiveReport(
    String app,
    String environment,
    @Nullable String release,
    boolean ready,
    List<CriterionLine> items) {}
