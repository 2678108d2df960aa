package dev.slipway.watch.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody wants to hear nothing for a while.
 *
 * @param rule of one rule alone; empty: of all
 */
public record Silence(
    String id,
    String app,
    String environment,
    Optional<Rule> rule,
    Instant until,
    String by,
    String why) {
  boolean covers(Alert alert, Instant now) {
    return until.isAfter(now)
        && rule.map(one -> one.word().equals(alert.key().rule())).orElse(true);
  }
}
