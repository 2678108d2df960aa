package dev.slipway.migration.rehearse;

import dev.slipway.migration.rehearse.Observation.Drop;
import dev.slipway.migration.rehearse.Observation.Effects;
import dev.slipway.migration.rehearse.Observation.Lock;
import dev.slipway.migration.rehearse.Observation.Rewrite;
import dev.slipway.migration.rehearse.Observation.RewriteKind;
import dev.slipway.migration.rehearse.Observation.Scan;
import dev.slipway.migration.rehearse.Observation.Volume;
import dev.slipway.migration.rehearse.Observation.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a statement did, from the signals before and after it. */
final class Comparison {
  private final Map<Long, Relation> known;
  private final Map<String, Long> counted;
  private final Signals before;
  private final Signals after;
  private final boolean triggersTell;

  /**
   * @param known what was there before the migration, with the files that each had last
   * @param counted rows of what the statement seemed to drop
   */
  Comparison(
      Map<Long, Relation> known,
      Map<String, Long> counted,
      Signals before,
      Signals after,
      boolean triggersTell) {
    this.known = known;
    this.counted = counted;
    this.before = before;
    this.after = after;
    this.triggersTell = triggersTell;
  }

  Effects effects() {
    var locks = new ArrayList<Lock>();
    var scans = new ArrayList<Scan>();
    var rewrites = new ArrayList<Rewrite>();
    var written = new ArrayList<Written>();
    after
        .relations()
        .forEach(
            (oid, now) -> {
              var relation = known.get(oid);
              if (relation == null) {
                return;
              }
              var old = before.relations().get(oid);
              if (old == null || old.mode().compareTo(now.mode()) < 0) {
                locks.add(new Lock(relation.name(), relation.kind(), now.mode()));
              }
              if (relation.isTable()) {
                scan(relation, old, now).ifPresent(scans::add);
                written(relation, old, now).ifPresent(written::add);
              }
              if (now.file() > 0 && relation.file() > 0 && now.file() != relation.file()) {
                rewrites.add(rewrite(oid, relation));
              }
            });
    return new Effects(
        locks,
        scans,
        rewrites,
        drops(),
        new Volume(written, Math.max(0, after.wal() - before.wal())));
  }

  private static Optional<Scan> scan(
      Relation relation, Signals.@Nullable Touched old, Signals.Touched now) {
    var scans = now.scans() - (old == null ? 0 : old.scans());
    var read = now.read() - (old == null ? 0 : old.read());
    return scans > 0 ? Optional.of(new Scan(relation.name(), Math.max(read, 0))) : Optional.empty();
  }

  private static Optional<Written> written(
      Relation relation, Signals.@Nullable Touched old, Signals.Touched now) {
    var base = old == null ? new Signals.Rowcount(0, 0, 0) : old.written();
    var made =
        new Written(
            relation.name(),
            now.written().inserted() - base.inserted(),
            now.written().updated() - base.updated(),
            now.written().deleted() - base.deleted());
    return made.all() > 0 ? Optional.of(made) : Optional.empty();
  }

  private Rewrite rewrite(long oid, Relation relation) {
    var kind = RewriteKind.REINDEXED;
    if (relation.isTable()) {
      var announced =
          newlySeen().stream().anyMatch(line -> line.startsWith("rewrite\t" + oid + "\t"));
      // Without the trigger an emptied table can't be told from a rewritten one.
      kind = announced || !triggersTell ? RewriteKind.REWRITTEN : RewriteKind.TRUNCATED;
    }
    return new Rewrite(relation.name(), kind, rows(relation.name(), relation.rows()));
  }

  private List<String> newlySeen() {
    var old = before.seen().size();
    return old <= after.seen().size() ? after.seen().subList(old, after.seen().size()) : List.of();
  }

  private List<Drop> drops() {
    var drops = new ArrayList<Drop>();
    for (var line : newlySeen()) {
      var parts = line.split("\t", 3);
      if (parts.length == 3 && parts[0].equals("drop")) {
        drops.add(drop(parts[1], parts[2]));
      }
    }
    if (!triggersTell) {
      after.relations().forEach((oid, now) -> goneWithoutNotice(oid, now, drops));
    }
    return drops;
  }

  /** Where no event trigger tells it: the lock is held and the relation is gone. */
  private void goneWithoutNotice(long oid, Signals.Touched now, List<Drop> drops) {
    var relation = known.get(oid);
    var then = before.relations().get(oid);
    var wasGone = then != null && then.file() < 0;
    if (relation != null && now.file() < 0 && !wasGone) {
      var kind =
          switch (relation.kind()) {
            case "i", "I" -> "index";
            case "v" -> "view";
            case "S" -> "sequence";
            case "m" -> "materialized view";
            default -> "table";
          };
      drops.add(drop(kind, relation.name()));
    }
  }

  private Drop drop(String kind, String name) {
    var rows = counted.get(name);
    if (rows != null) {
      return new Drop(kind, name, rows, true);
    }
    var estimate =
        known.values().stream()
            .filter(relation -> relation.isTable() && relation.name().equals(name))
            .mapToLong(Relation::rows)
            .findFirst()
            .orElse(-1);
    return new Drop(kind, name, estimate, false);
  }

  private long rows(String table, long estimate) {
    return Objects.requireNonNullElse(counted.get(table), estimate);
  }
}
