package dev.slipway.protocol.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is or was wrong.
 *
 * @param object an instance, a job, a database; empty: the environment itself
 * @param state pending, firing or resolved
 * @param measured false when it could not be measured, which is not well
 * @param limit what should hold
 * @param told so many messages about it
 */
public record AlertLine(
    String id,
    String rule,
    String object,
    String state,
    boolean measured,
    String value,
    String limit,
    String consequence,
    Instant beganAt,
    @Nullable Instant firedAt,
    @Nullable Instant resolvedAt,
    int told) {}
