package dev.slipway.migration.apply;

import dev.slipway.kit.Problem;
import dev.slipway.migration.Rows;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.PlannedStatement;
import dev.slipway.migration.rehearse.Observation;
import dev.slipway.migration.run.Block;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.source.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds each statement to what was rehearsed: its time while it runs, its rows and locks before its
 * transaction is committed. What leaves the budget is rolled back.
 */
final class BudgetWatch implements Watch {
  private static final String STRONG_LOCKS =
      """
      SELECT DISTINCT relation::bigint FROM pg_locks
      WHERE pid = pg_backend_pid() AND locktype = 'relation' AND relation >= 16384
        AND mode = 'AccessExclusiveLock'
      """;
  private static final String TABLES =
      """
      SELECT c.oid::bigint, format('%I.%I', n.nspname, c.relname)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'm') AND n.nspname <> 'slipway'
      """;

  private final Plan plan;
  private final Listener listener;
  private final Map<String, PlannedStatement> planned = new HashMap<>();
  private final List<AppliedStatement> applied = new ArrayList<>();
  private final List<AppliedStatement> open = new ArrayList<>();
  private final Set<String> rehearsedLocks = new HashSet<>();
  private final Map<Long, String> tables = new HashMap<>();
  private Duration timeout = Duration.ZERO;

  BudgetWatch(Plan plan, Listener listener) {
    this.plan = plan;
    this.listener = listener;
    for (var statement : plan.statements()) {
      var place = statement.observed().place();
      planned.putIfAbsent(key(place.file(), place.line()), statement);
      for (var lock : statement.observed().effects().locks()) {
        if (lock.mode().blocksReads()) {
          rehearsedLocks.add(lock.relation());
        }
      }
    }
  }

  private static String key(String file, int line) {
    return file + ":" + line;
  }

  private Optional<PlannedStatement> planned(Running running) {
    return Optional.ofNullable(
        planned.get(key(running.migration().file().toString(), running.statement().line())));
  }

  List<AppliedStatement> applied() {
    return List.copyOf(applied);
  }

  /** What is there before anything runs: what the plan itself makes, it may lock. */
  void knowTables(Connection connection) throws SQLException {
    Rows.list(connection, TABLES, row -> tables.put(row.getLong(1), row.getString(2)));
  }

  @Override
  public void before(Connection connection, Running running) throws SQLException {
    if (running.index() == 0) {
      open.clear();
      timeout = Duration.ofMillis(-1);
    }
    var alone = running.block().mode() == Block.Mode.ALONE;
    // An index that is built beside the traffic harms nobody by taking long; its ruin would.
    var limit =
        alone
            ? Duration.ZERO
            : planned(running).map(one -> plan.budget().timeFor(one.took())).orElse(Duration.ZERO);
    if (!limit.equals(timeout)) {
      Rows.execute(
          connection, "SET " + (alone ? "" : "LOCAL ") + "statement_timeout = " + limit.toMillis());
      timeout = limit;
    }
  }

  @Override
  public void after(Connection connection, Running running, Ran ran) throws SQLException {
    var expected = planned(running);
    if (expected.isPresent() && running.block().mode() == Block.Mode.TRANSACTION) {
      checkRows(running, ran, expected.get().observed());
      checkLocks(connection, running);
    }
    open.add(
        new AppliedStatement(
            running.migration().file().toString(),
            running.statement().line(),
            running.statement().summary(120),
            expected.map(PlannedStatement::took),
            ran.took()));
    listener.statementIsIn(running.migration(), running.statement(), ran.took());
  }

  private void checkRows(Running running, Ran ran, Observation observed) {
    var rehearsed =
        observed.effects().volume().tables().stream().mapToLong(Observation.Written::all).sum();
    var limit = plan.budget().rowsFor(rehearsed);
    var changes = running.statement().text().matches("(?is)^(UPDATE|DELETE)\\b.*");
    if (changes && ran.rows() > limit) {
      throw left(
          running, ran.rows() + " rows instead of " + rehearsed + ", its budget is " + limit);
    }
  }

  /** A table that nobody rehearsed to lock must not be locked in production. */
  private void checkLocks(Connection connection, Running running) throws SQLException {
    for (var oid : Rows.list(connection, STRONG_LOCKS, row -> row.getLong(1))) {
      var table = tables.get(oid);
      if (table != null && !rehearsedLocks.contains(table)) {
        throw left(running, "it locks " + table + " against reads, which it did not in rehearsal");
      }
    }
  }

  private static RuntimeException left(Running running, String fact) {
    return Problem.of(
            Problem.Kind.FAILED,
            "SLIP-6030",
            running.migration().file()
                + ":"
                + running.statement().line()
                + ": left its budget and was rolled back: "
                + fact,
            "the data is not what was rehearsed: make a new plan")
        .exception();
  }

  @Override
  public void ended(Connection connection, Migration migration, Block block) throws SQLException {
    applied.addAll(open);
    open.clear();
    if (block.mode() == Block.Mode.ALONE) {
      Rows.execute(connection, "SET statement_timeout = 0");
    }
  }

  @Override
  public void retrying(Migration migration, Block block, String why) {
    listener.retries(migration, why);
  }
}
