package dev.slipway.migration.tenants;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.migration.Database;
import dev.slipway.migration.DatabaseProblem;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.run.Runner;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.shape.Shape;
import dev.slipway.migration.source.Layout;
import dev.slipway.migration.source.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Applies what is pending in each of many schemas, some at a time. A tenant that fails is put aside
 * and the others go on; run again after any end, only what is still pending is run.
 */
public final class Tenants {
  private final Database database;
  private final MigrationSet set;
  private final int atOnce;

  /**
   * @param atOnce so many connections, one tenant on each
   */
  public Tenants(Database database, MigrationSet set, int atOnce) {
    this.database = database;
    this.set = set;
    this.atOnce = atOnce;
  }

  /**
   * How it ended.
   *
   * @param quarantined schemas that failed, and why; they are as they were before the migration
   *     that failed
   */
  public record Result(
      List<String> migrated, List<String> upToDate, SortedMap<String, Problem> quarantined) {}

  /** Schemas of the same shape together, the largest group first: rehearse on one of each group. */
  public List<List<String>> byShape(List<String> schemas) {
    var groups = new TreeMap<String, List<String>>();
    try (var connection = database.connect("slipway compares tenants")) {
      for (var schema : schemas) {
        groups
            .computeIfAbsent(
                Shape.read(connection, schema).fingerprint(), same -> new ArrayList<>())
            .add(schema);
      }
    } catch (SQLException e) {
      throw DatabaseProblem.of(database, "comparing tenants", e);
    }
    return groups.values().stream().sorted((a, b) -> Integer.compare(b.size(), a.size())).toList();
  }

  /**
   * Applies to all of them.
   *
   * @param done is told each schema that ended well, from several threads
   */
  public Result apply(List<String> schemas, Consumer<String> done) {
    var waiting = new ConcurrentLinkedQueue<>(schemas);
    var migrated = Collections.synchronizedList(new ArrayList<String>());
    var upToDate = Collections.synchronizedList(new ArrayList<String>());
    var quarantined = Collections.synchronizedSortedMap(new TreeMap<String, Problem>());
    prepare();
    var workers = new ArrayList<Thread>();
    for (var i = 0; i < Math.min(atOnce, schemas.size()); i++) {
      workers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (var left = work(waiting, migrated, upToDate, quarantined, done);
                        left;
                        left = work(waiting, migrated, upToDate, quarantined, done)) {
                      // A lost connection ends one round; the next takes a new one.
                    }
                  }));
    }
    for (var worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        waiting.clear();
        Thread.currentThread().interrupt();
      }
    }
    return new Result(List.copyOf(migrated), List.copyOf(upToDate), quarantined);
  }

  /** The tables that all tenants share, before many make them at once. */
  private void prepare() {
    try (var connection = database.connect("slipway migrates tenants")) {
      var own = History.of(Layout.NUMBERED, connection, "");
      new Runner(connection, "", own, LockPatience.standard(), new Watch() {}).prepare();
    } catch (SQLException e) {
      throw DatabaseProblem.of(database, "preparing tenants", e);
    }
  }

  /** False when no tenant is left. */
  private boolean work(
      Queue<String> waiting,
      List<String> migrated,
      List<String> upToDate,
      Map<String, Problem> quarantined,
      Consumer<String> done) {
    String schema = null;
    try (var connection = database.connect("slipway migrates tenants")) {
      for (schema = waiting.poll(); schema != null; schema = waiting.poll()) {
        (migrate(connection, schema) ? migrated : upToDate).add(schema);
        done.accept(schema);
      }
      return false;
    } catch (ProblemException e) {
      return putAside(schema, e.problem(), quarantined);
    } catch (SQLException e) {
      return putAside(
          schema, DatabaseProblem.of(database, "migrating a tenant", e).problem(), quarantined);
    }
  }

  private static boolean putAside(
      @org.jspecify.annotations.Nullable String schema,
      Problem why,
      Map<String, Problem> quarantined) {
    if (schema != null) {
      quarantined.put(schema, why);
    }
    return schema != null;
  }

  private boolean migrate(Connection connection, String schema) throws SQLException {
    var history = History.of(set.layout(), connection, schema);
    var runner = new Runner(connection, schema, history, LockPatience.standard(), new Watch() {});
    runner.enter(Duration.ofSeconds(30));
    try {
      var pending = Status.of(connection, set, history).pending();
      if (!pending.isEmpty()) {
        runner.prepare();
        for (var migration : pending) {
          runner.apply(migration);
        }
      }
      return !pending.isEmpty();
    } finally {
      runner.leave();
    }
  }
}
