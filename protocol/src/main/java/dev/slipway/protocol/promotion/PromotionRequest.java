package dev.slipway.protocol.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Asks to bring what serves in one environment to another; the path names that one.
 *
 * @param from the environment in which it serves
 * @param hotfix why it goes without what a hotfix may go without; absent when it is none
 * @param why in the words of who asks; may be absent
 */
public record PromotionRequest(
    @Nullable String from, @Nullable String hotfix, @Nullable String why) {}
