package dev.slipway.postgres.insight;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a statement gave.
 *
 * @param rows as texts, null where the database has null
 * @param more whether there were more rows than were wanted
 * @param changed rows that it changed; 0 for a question
 */
public record SqlAnswer(
    List<String> columns,
    List<List<@Nullable String>> rows,
    boolean more,
    long changed,
    Duration took) {}
