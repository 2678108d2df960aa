package dev.slipway.postgres.loss;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is committed after a moment, and gone after a restore to it.
 *
 * @param first when the first of it was committed; empty when there is none
 * @param complete false when part of the log between is missing, so that it may be more
 */
public record Loss(
    long transactions,
    SortedMap<String, Rows> tables,
    Optional<Instant> first,
    Optional<Instant> last,
    boolean complete) {

  /** Changes to the rows of one table. */
  public record Rows(long inserted, long updated, long deleted) {
    static final Rows NONE = new Rows(0, 0, 0);

    Rows plus(Rows other) {
      return new Rows(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
    }

    public long total() {
      return inserted + updated + deleted;
    }
  }

  public long rows() {
    return tables.values().stream().mapToLong(Rows::total).sum();
  }

  /** As a person reads it: 8,114 rows in 9 tables (orders 2,310 …). */
  public String text() {
    if (transactions == 0) {
      return "nothing";
    }
    var most =
        tables.entrySet().stream()
            .max(java.util.Comparator.comparingLong(entry -> entry.getValue().total()));
    return String.format(
            java.util.Locale.ROOT,
            "%s%,d rows in %d tables",
            complete ? "" : "at least ",
            rows(),
            tables.size())
        + most.map(
                entry ->
                    String.format(
                        java.util.Locale.ROOT,
                        " (%s %,d%s)",
                        entry.getKey(),
                        entry.getValue().total(),
                        tables.size() > 1 ? " …" : ""))
            .orElse("");
  }
}
