package dev.slipway.migration.history;

import dev.slipway.migration.source.Layout;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.source.MigrationSet;
import dev.slipway.migration.source.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a folder and a database stand to each other.
 *
 * @param missing applied, and no longer in the folder
 */
public record Status(String table, List<Line> lines, List<Applied> missing) {
  public Status {
    lines = List.copyOf(lines);
    missing = List.copyOf(missing);
  }

  /** One migration of the folder. */
  public record Line(Migration migration, Standing standing, Optional<Applied> applied) {}

  /** Where a migration stands. */
  public enum Standing {
    APPLIED,
    PENDING,
    /** Its file is no longer what was applied. */
    EDITED,
    /** Begun and not ended. */
    UNFINISHED,
    /** Not applied though a later one is. */
    SKIPPED
  }

  public static Status of(Connection connection, MigrationSet set, History history)
      throws SQLException {
    var applied = history.exists(connection) ? history.read(connection) : List.<Applied>of();
    return set.layout() == Layout.GOLANG_MIGRATE
        ? upToNewest(set, history, applied)
        : lineByLine(set, history, applied);
  }

  private static Status lineByLine(MigrationSet set, History history, List<Applied> applied) {
    var byId = new HashMap<String, Applied>();
    applied.forEach(one -> byId.put(new Version(one.id()).normal(), one));
    var baseline = baseline(set, applied);
    var lines = new ArrayList<Line>();
    for (var migration : set.migrations()) {
      var match = Optional.ofNullable(byId.remove(new Version(migration.id()).normal()));
      var standing = standing(migration, match, history);
      if (standing == Standing.PENDING && isUnder(baseline, migration)) {
        standing = Standing.APPLIED;
      }
      lines.add(new Line(migration, standing, match));
    }
    var missing =
        byId.values().stream()
            .filter(one -> one.state() == Applied.State.APPLIED)
            .sorted(java.util.Comparator.comparing((Applied one) -> new Version(one.id())))
            .toList();
    return new Status(history.table(), markSkipped(lines), missing);
  }

  /** Flyway's baseline stands for every version up to it. */
  private static Optional<Version> baseline(MigrationSet set, List<Applied> applied) {
    return set.layout() == Layout.FLYWAY
        ? applied.stream()
            .filter(one -> one.state() == Applied.State.BASELINE)
            .map(one -> new Version(one.id()))
            .max(Version::compareTo)
        : Optional.empty();
  }

  private static boolean isUnder(Optional<Version> baseline, Migration migration) {
    return !migration.isRepeatable()
        && baseline.isPresent()
        && migration.version().compareTo(baseline.get()) <= 0;
  }

  private static Standing standing(Migration migration, Optional<Applied> match, History history) {
    if (match.isEmpty() || match.get().state() == Applied.State.ROLLED_BACK) {
      return Standing.PENDING;
    }
    if (match.get().state() == Applied.State.UNFINISHED) {
      return Standing.UNFINISHED;
    }
    var same =
        match.get().checksum().isEmpty()
            || match.get().checksum().get().equals(history.checksum(migration));
    if (same) {
      return Standing.APPLIED;
    }
    return migration.isRepeatable() ? Standing.PENDING : Standing.EDITED;
  }

  private static List<Line> markSkipped(List<Line> lines) {
    var marked = new ArrayList<Line>();
    var laterIsIn = false;
    for (var line : lines.reversed()) {
      var skipped =
          line.standing() == Standing.PENDING && laterIsIn && !line.migration().isRepeatable();
      marked.add(skipped ? new Line(line.migration(), Standing.SKIPPED, line.applied()) : line);
      laterIsIn |= line.standing() == Standing.APPLIED && !line.migration().isRepeatable();
    }
    return marked.reversed();
  }

  private static Status upToNewest(MigrationSet set, History history, List<Applied> applied) {
    var newest = applied.stream().findFirst();
    var lines = new ArrayList<Line>();
    for (var migration : set.migrations()) {
      lines.add(new Line(migration, against(newest, migration), newest));
    }
    var known = newest.map(one -> set.byId(one.id()).isPresent()).orElse(true);
    return new Status(history.table(), lines, known ? List.of() : applied);
  }

  private static Standing against(Optional<Applied> newest, Migration migration) {
    if (newest.isEmpty()) {
      return Standing.PENDING;
    }
    var order = migration.version().compareTo(new Version(newest.get().id()));
    var same = migration.version().isSameAs(new Version(newest.get().id()));
    if (same && newest.get().state() == Applied.State.UNFINISHED) {
      return Standing.UNFINISHED;
    }
    return same || order < 0 ? Standing.APPLIED : Standing.PENDING;
  }

  /** What an apply would run, in order. */
  public List<Migration> pending() {
    return lines.stream()
        .filter(line -> line.standing() != Standing.APPLIED && line.standing() != Standing.EDITED)
        .map(Line::migration)
        .toList();
  }

  public List<Migration> with(Standing standing) {
    return lines.stream().filter(line -> line.standing() == standing).map(Line::migration).toList();
  }

  public Map<Standing, Long> counts() {
    var counts = new java.util.EnumMap<Standing, Long>(Standing.class);
    lines.forEach(line -> counts.merge(line.standing(), 1L, Long::sum));
    return counts;
  }

  public boolean isInSync() {
    return missing.isEmpty()
        && lines.stream().allMatch(line -> line.standing() == Standing.APPLIED);
  }
}
