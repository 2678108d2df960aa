package dev.slipway.protocol.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement gave; values as texts. */
public record SqlResult(
    List<String> columns,
    List<List<@Nullable String>> rows,
    boolean more,
    long changed,
    long tookMillis) {}
