package dev.slipway.protocol.access;

import org.jspecify.annotations.Nullable;

/**
 * What following the whole chain found.
 *
 * @param entries how many were followed
 * @param head number and hash of the newest entry: kept elsewhere, it shows later what was cut off
 * @param brokenAt the first entry that is changed, missing or not where it should be
 * @param fact what is wrong with it
 */
public record AuditVerification(
    boolean intact,
    long entries,
    @Nullable String head,
    @Nullable Long brokenAt,
    @Nullable String fact) {}
