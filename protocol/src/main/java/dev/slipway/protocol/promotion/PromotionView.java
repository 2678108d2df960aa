package dev.slipway.protocol.promotion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a promotion would stand now.
 *
 * @param release what serves where it comes from, such as {@code v54}
 * @param serving what serves where it is to come; absent for nothing
 * @param standing ready, refused, or there: this very release serves there already
 */
public record PromotionView(
    String app,
    String from,
    String to,
    String release,
    String title,
    @Nullable String serving,
    String standing,
    List<CriterionLine> criteria) {}
