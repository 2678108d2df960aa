package dev.slipway.protocol.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is told until then.
 *
 * @param rule of one rule alone; absent: of all
 */
public record SilenceLine(@Nullable String rule, Instant until, String by, String why) {}
