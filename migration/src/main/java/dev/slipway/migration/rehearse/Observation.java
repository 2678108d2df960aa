package dev.slipway.migration.rehearse;

import java.time.Duration;
import java.util.List;

/** What one statement did on the copy. */
public record Observation(
    Place place, Timing timing, Effects effects, List<String> settings, List<String> notMeasured) {

  /** Which statement it was. */
  public record Place(String migration, String file, int line, int block, String sql) {}

  /**
   * How long.
   *
   * @param held from its start to the end of its transaction, when its locks were given back
   */
  public record Timing(Duration took, Duration held) {}

  /** What it did to things that were there before. */
  public record Effects(
      List<Lock> locks, List<Scan> scans, List<Rewrite> rewrites, List<Drop> drops, Volume volume) {

    static Effects none() {
      return new Effects(List.of(), List.of(), List.of(), List.of(), new Volume(List.of(), 0));
    }
  }

  /** A lock on a relation that was there before. */
  public record Lock(String relation, String kind, LockMode mode) {}

  /** A table read from its beginning to its end. */
  public record Scan(String table, long rows) {}

  /** Why the storage of a relation was made anew. */
  public enum RewriteKind {
    REWRITTEN,
    TRUNCATED,
    REINDEXED
  }

  /** A relation whose storage was made anew. */
  public record Rewrite(String relation, RewriteKind kind, long rowsBefore) {}

  /**
   * An object that is gone.
   *
   * @param rows that it held (of a column: its values); -1 when not counted
   * @param exact false when the rows are PostgreSQL's estimate
   */
  public record Drop(String kind, String name, long rows, boolean exact) {}

  /** Rows written to one table that was there before. */
  public record Written(String table, long inserted, long updated, long deleted) {
    public long all() {
      return inserted + updated + deleted;
    }
  }

  /** How much was written. */
  public record Volume(List<Written> tables, long walBytes) {}

  Observation held(Duration held) {
    return new Observation(place, new Timing(timing.took(), held), effects, settings, notMeasured);
  }

  /** The strongest lock that it took on something that was there before. */
  public LockMode strongestLock() {
    return effects.locks().stream()
        .map(Lock::mode)
        .max(LockMode::compareTo)
        .orElse(LockMode.ACCESS_SHARE);
  }

  public List<Lock> locksThat(java.util.function.Predicate<LockMode> block) {
    return effects.locks().stream().filter(lock -> block.test(lock.mode())).toList();
  }
}
