package dev.slipway.migration.rehearse;

import dev.slipway.migration.Database;
import dev.slipway.migration.Rows;
import dev.slipway.migration.rehearse.Observation.Effects;
import dev.slipway.migration.rehearse.Observation.Lock;
import dev.slipway.migration.rehearse.Observation.Place;
import dev.slipway.migration.rehearse.Observation.Rewrite;
import dev.slipway.migration.rehearse.Observation.RewriteKind;
import dev.slipway.migration.rehearse.Observation.Timing;
import dev.slipway.migration.rehearse.Observation.Volume;
import dev.slipway.migration.run.Block;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Watches every statement of a rehearsal from inside its own session. */
final class Observer implements Watch {
  private final Database database;
  private final boolean triggersTell;
  private final Map<Long, Relation> known = new HashMap<>();
  private final List<Observation> finished = new ArrayList<>();
  private final List<Observation> open = new ArrayList<>();
  private final List<Long> begun = new ArrayList<>();
  private Signals before = Signals.none();
  private Map<String, Long> counted = Map.of();
  private @Nullable LockSampler sampler;

  Observer(Database database, boolean triggersTell) {
    this.database = database;
    this.triggersTell = triggersTell;
  }

  /** From here on, what is there now counts as having been there before. */
  void knowWhatIsThere(Connection connection) throws SQLException {
    known.clear();
    known.putAll(Relation.all(connection));
    flush(connection);
  }

  List<Observation> observations() {
    var all = new ArrayList<>(finished);
    all.addAll(open);
    return all;
  }

  @Override
  public void before(Connection connection, Running running) throws SQLException {
    if (running.index() == 0) {
      // A block that is tried again begins anew.
      open.clear();
      begun.clear();
      before = Signals.none();
    }
    counted = LossCount.of(connection, running.statement().text(), known);
    if (running.block().mode() == Block.Mode.ALONE) {
      before = Signals.read(connection);
      sampler =
          new LockSampler(
              database, Integer.parseInt(Rows.text(connection, "SELECT pg_backend_pid()")));
    } else if (running.index() == 0 || !counted.isEmpty()) {
      before = Signals.read(connection);
    }
    begun.add(System.nanoTime());
  }

  @Override
  public void after(Connection connection, Running running, Ran ran) throws SQLException {
    var after = Signals.read(connection);
    var notMeasured = new ArrayList<String>();
    Effects effects;
    if (sampler != null) {
      effects = alone(connection, sampler.stop(), after);
      sampler = null;
      notMeasured.add("locks held shorter than " + LockSampler.INTERVAL.toMillis() + " ms");
    } else {
      effects = new Comparison(known, counted, before, after, triggersTell).effects();
    }
    if (!triggersTell) {
      notMeasured.add("drops of what is no relation (this role may not make event triggers)");
    }
    var statement = running.statement();
    open.add(
        new Observation(
            new Place(
                running.migration().id(),
                running.migration().file().toString(),
                statement.line(),
                running.block().number(),
                statement.text()),
            new Timing(ran.took(), ran.took()),
            effects,
            List.of(after.timeouts()),
            notMeasured));
    remember(after);
    before = after;
  }

  /** A relation that was rewritten has a new file: the next statement is compared with that. */
  private void remember(Signals after) {
    after
        .relations()
        .forEach(
            (oid, now) ->
                known.computeIfPresent(
                    oid,
                    (same, old) ->
                        now.file() > 0
                            ? new Relation(
                                old.name(), old.kind(), now.file(), old.rows(), old.bytes())
                            : old));
  }

  /** Outside a transaction only the traces in the catalog are left. */
  private Effects alone(Connection connection, Map<Long, LockMode> locks, Signals after)
      throws SQLException {
    var found = new ArrayList<Lock>();
    locks.forEach(
        (oid, mode) ->
            Optional.ofNullable(known.get(oid))
                .ifPresent(one -> found.add(new Lock(one.name(), one.kind(), mode))));
    var now = Relation.all(connection);
    var rewrites = new ArrayList<Rewrite>();
    known.forEach(
        (oid, old) ->
            Optional.ofNullable(now.get(oid))
                .filter(one -> one.file() != old.file())
                .ifPresent(
                    one ->
                        rewrites.add(
                            new Rewrite(
                                one.name(),
                                one.isTable() ? RewriteKind.REWRITTEN : RewriteKind.REINDEXED,
                                old.rows()))));
    // A table is written anew under this lock only, however short it was held.
    for (var rewrite : rewrites) {
      if (rewrite.kind() == RewriteKind.REWRITTEN
          && found.stream().noneMatch(lock -> lock.relation().equals(rewrite.relation()))) {
        found.add(new Lock(rewrite.relation(), "r", LockMode.ACCESS_EXCLUSIVE));
      }
    }
    var drops = new Comparison(known, counted, before, after, triggersTell).effects().drops();
    known.replaceAll((oid, old) -> Optional.ofNullable(now.get(oid)).orElse(old));
    return new Effects(
        found,
        List.of(),
        rewrites,
        drops,
        new Volume(List.of(), Math.max(0, after.wal() - before.wal())));
  }

  @Override
  public void ended(Connection connection, Migration migration, Block block) throws SQLException {
    var end = System.nanoTime();
    for (var i = 0; i < open.size(); i++) {
      finished.add(open.get(i).held(Duration.ofNanos(end - begun.get(i))));
    }
    open.clear();
    begun.clear();
    flush(connection);
  }

  /** The counters of a transaction begin at zero only once those of the last are handed over. */
  private static void flush(Connection connection) throws SQLException {
    // Servers before 15 hand them over in their own time; the differences are then nearly right.
    var hasFlush = connection.getMetaData().getDatabaseMajorVersion() >= 15;
    Rows.execute(
        connection,
        "SELECT set_config('"
            + Triggers.SETTING
            + "', '', false)"
            + (hasFlush ? ", pg_stat_force_next_flush()" : ""));
  }
}
