package dev.slipway.protocol.approval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's yes or no.
 *
 * @param plan the hash that they were shown, at least its first eight digits
 * @param roles in which they speak; all that are missing when empty
 */
public record ApprovalAnswer(
    String plan, boolean approves, @Nullable List<String> roles, @Nullable String note) {}
