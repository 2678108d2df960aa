package dev.slipway.migration.apply;

import java.time.Duration;
import java.util.Optional;

/** One statement that is in: what was predicted beside what it took. */
public record AppliedStatement(
    String file, int line, String sql, Optional<Duration> predicted, Duration took) {}
