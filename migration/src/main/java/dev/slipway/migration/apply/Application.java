package dev.slipway.migration.apply;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.migration.Database;
import dev.slipway.migration.DatabaseProblem;
import dev.slipway.migration.Rows;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.run.Runner;
import dev.slipway.migration.shape.Shape;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.source.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies a plan to the database it was made for. Applied again after any end, it goes on where the
 * last one stopped; what is in is never run twice.
 */
public final class Application {
  private final Database database;
  private final MigrationSet set;
  private final String scope;
  private final Policy policy;
  private final Listener listener;

  /**
   * @param scope empty, or the tenant schema that the migrations are applied to
   */
  public Application(
      Database database, MigrationSet set, String scope, Policy policy, Listener listener) {
    this.database = database;
    this.set = set;
    this.scope = scope;
    this.policy = policy;
    this.listener = listener;
  }

  /** Runs the plan's migrations that are not in yet. A failure is in the outcome. */
  public Outcome apply(Plan plan) {
    var begun = System.nanoTime();
    var watch = new BudgetWatch(plan, listener);
    var in = new ArrayList<Migration>();
    List<Migration> pending = List.of();
    try (var connection = database.connect("slipway migrate")) {
      var pid = Integer.parseInt(Rows.text(connection, "SELECT pg_backend_pid()"));
      var history = History.of(set.layout(), connection, scope);
      var runner = new Runner(connection, scope, history, patience(plan), watch);
      listener.stoppableBy(runner.brake()::pull);
      runner.enter(policy.waitForOthers());
      pending = check(connection, history, plan);
      if (!pending.isEmpty()) {
        watch.knowTables(connection);
        runner.prepare();
        try (var lookout = new Lookout(database, pid, policy.endIdle(), listener)) {
          run(runner, pending, in, lookout);
        }
      }
      runner.leave();
      return outcome(in, watch, pending, Optional.empty(), begun);
    } catch (ProblemException e) {
      return outcome(in, watch, pending, Optional.of(e.problem()), begun);
    } catch (SQLException e) {
      var problem = DatabaseProblem.of(database, "applying migrations", e).problem();
      return outcome(in, watch, pending, Optional.of(problem), begun);
    }
  }

  private void run(Runner runner, List<Migration> pending, List<Migration> in, Lookout lookout)
      throws SQLException {
    for (var migration : pending) {
      listener.migrationStarts(migration);
      try {
        runner.apply(migration);
      } catch (ProblemException e) {
        throw withBlocker(e, lookout);
      }
      in.add(migration);
      listener.migrationIsIn(migration);
    }
  }

  private static ProblemException withBlocker(ProblemException e, Lookout lookout) {
    var blocker = lookout.lastBlocker();
    if (blocker.isEmpty() || !e.problem().fact().endsWith("(55P03)")) {
      return e;
    }
    return Problem.of(
            e.problem().kind(),
            "SLIP-6031",
            e.problem().fact() + "; blocked by " + blocker.get().sentence(),
            "end it (SELECT pg_terminate_backend("
                + blocker.get().pid()
                + ")) or wait for it, then apply again; nothing is lost")
        .exception(e);
  }

  private LockPatience patience(Plan plan) {
    var patience = policy.patience();
    return new LockPatience(
        plan.budget().queue(), patience.firstPause(), patience.longestPause(), patience.giveUp());
  }

  /** The plan must be what is pending, and start where the database is. */
  private List<Migration> check(Connection connection, History history, Plan plan)
      throws SQLException {
    var status = Status.of(connection, set, history);
    var pending = status.pending();
    var planned = plan.start().migrations();
    var ids = pending.stream().map(Migration::id).toList();
    var rest = planned.subList(Math.max(0, planned.size() - ids.size()), planned.size());
    if (!ids.equals(rest)) {
      throw changed("pending is now " + ids + ", planned was " + planned);
    }
    var untouched =
        ids.size() == planned.size() && status.with(Status.Standing.UNFINISHED).isEmpty();
    if (untouched && !ids.isEmpty()) {
      var shape = Shape.read(connection, scope).fingerprint();
      if (!shape.equals(plan.start().shape()) && !hasProgress(connection, pending.getFirst())) {
        throw changed("the schema is not the one that the plan starts from");
      }
    }
    return pending;
  }

  private boolean hasProgress(Connection connection, Migration first) throws SQLException {
    return Rows.holds(connection, "SELECT to_regclass('slipway.migration_progress') IS NOT NULL")
        && Rows.holds(
            connection,
            "SELECT EXISTS (SELECT FROM slipway.migration_progress"
                + " WHERE scope = ? AND migration = ?)",
            scope,
            first.id());
  }

  private ProblemException changed(String fact) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-6032",
            database + ": something changed since the plan was made: " + fact,
            "make a new plan")
        .exception();
  }

  private static Outcome outcome(
      List<Migration> in,
      BudgetWatch watch,
      List<Migration> pending,
      Optional<Problem> failure,
      long begun) {
    var open = new ArrayList<>(pending);
    open.removeAll(in);
    return new Outcome(
        List.copyOf(in),
        watch.applied(),
        List.copyOf(open),
        failure,
        Duration.ofNanos(System.nanoTime() - begun));
  }
}
