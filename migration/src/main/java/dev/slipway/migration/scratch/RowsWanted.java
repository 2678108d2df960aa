package dev.slipway.migration.scratch;

import java.util.Optional;

/**
 * How many rows of each table the copy gets.
 *
 * @param most empty for all of them
 */
public record RowsWanted(Optional<Long> most) {
  public static RowsWanted all() {
    return new RowsWanted(Optional.empty());
  }

  public static RowsWanted upTo(long rows) {
    return new RowsWanted(Optional.of(rows));
  }

  boolean wantsAll(long there) {
    return most.isEmpty() || there <= most.get();
  }
}
