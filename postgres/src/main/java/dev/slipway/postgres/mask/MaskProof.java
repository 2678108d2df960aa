package dev.slipway.postgres.mask;

import java.time.Duration;
import java.util.List;

/**
 * That a copy was masked, and that nothing was found in it afterwards.
 *
 * @param columns that were replaced, as schema.table.column
 * @param rows that were written
 * @param values that were read through
 */
public record MaskProof(List<String> columns, long rows, long values, Duration took) {
  public String text() {
    return String.format(
        java.util.Locale.ROOT,
        "masked: %d columns in %,d rows; %,d values looked at, nothing personal found",
        columns.size(),
        rows,
        values);
  }
}
