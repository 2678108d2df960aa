package dev.slipway.protocol.access;

import org.jspecify.annotations.Nullable;

/**
 * For how long the audit log is kept.
 *
 * @param keep such as {@code 365d}; absent to keep it for good
 */
public record AuditRetentionRule(@Nullable String keep) {}
