package dev.slipway.protocol.promotion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order to promote led to.
 *
 * @param version of the environment that it came to: the new one, or the one that serves exactly
 *     this already
 * @param operation to be watched; absent when there was nothing to do
 * @param criteria as they stood before it began
 */
public record PromotionAnswer(
    String app,
    String environment,
    String version,
    @Nullable Long operation,
    List<CriterionLine> criteria) {}
