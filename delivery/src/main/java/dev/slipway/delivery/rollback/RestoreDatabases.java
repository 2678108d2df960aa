package dev.slipway.delivery.rollback;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.restore.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes each database back to its restore point, after a backup of what it is now. Done again after
 * a crash it restores again: nobody has written meanwhile.
 */
final class RestoreDatabases extends RollbackStep<RestoreDatabases.RolledBack> {
  private static final Duration STORED_WITHIN = Duration.ofSeconds(60);

  /** What was lost, by database. */
  record RolledBack(List<One> databases) {
    record One(String database, String point, long rows, String lost) {}

    long rows() {
      return databases.stream().mapToLong(One::rows).sum();
    }
  }

  /** What would be lost, counted before anything is touched. */
  record Counted(List<RolledBack.One> databases) {}

  RestoreDatabases(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Restore";
  }

  @Override
  public Result<RolledBack> perform(StepContext<RollbackOrder> context) {
    var order = context.input();
    if (order.exit() == Exit.CODE) {
      return Result.skipped("the data stays as it is");
    }
    var environment = environment(context);
    var exit = new DataExit(machinery().backups(), machinery().databases());
    var points =
        exit.points(environment, order.to())
            .orElseThrow(() -> WaysBack.noPoint(order.target(), order.to()).exception());
    var counted =
        context
            .recall(Counted.class)
            .orElseGet(
                () -> {
                  var all =
                      points.stream()
                          .map(
                              one -> {
                                var loss = exit.foretold(environment, one, STORED_WITHIN).loss();
                                return new RolledBack.One(
                                    one.database(), one.point().name(), loss.rows(), loss.text());
                              })
                          .toList();
                  context.remember(new Counted(all));
                  return new Counted(all);
                });
    for (var one : points) {
      context.say("a backup of " + one.database() + " as it is, then back to " + one.point().at());
      var done = machinery().backups().restore(one.cluster(), one.point(), bytes -> {});
      context.figure("restore", (double) done.restored().dataTook().toMillis(), "ms");
    }
    return Result.done(
        new RolledBack(counted.databases()),
        counted.databases().stream()
            .map(one -> one.database() + " at " + one.point() + ", lost " + one.lost())
            .collect(Collectors.joining("; ")));
  }

  /** Back to what it was before the restore: that state was secured first. */
  @Override
  public Undone undo(StepContext<RollbackOrder> context, Optional<RolledBack> output) {
    if (context.recall(Counted.class).isEmpty()) {
      return Undone.nothing();
    }
    var environment = environment(context);
    var exit = new DataExit(machinery().backups(), machinery().databases());
    var undone = new ArrayList<String>();
    for (var one : exit.points(environment, context.input().to()).orElse(List.of())) {
      var wayBack = wayBack(one.cluster(), context.began());
      if (wayBack.isPresent()) {
        machinery().backups().restore(one.cluster(), wayBack.get(), bytes -> {});
        undone.add(one.database());
      } else if (machinery().databases().running(environment, one.database()).isEmpty()) {
        throw Problem.of(
                Problem.Kind.FAILED,
                "SLIP-7657",
                one.cluster() + " does not run, and nothing was secured before its restore",
                "its data from before lies beside its data directory")
            .exception();
      }
    }
    return Undone.with(
        undone.isEmpty() ? "" : String.join(", ", undone) + " as before, nothing is lost");
  }

  /** The first state that was secured for this: later ones are of what was restored already. */
  private Optional<RestorePoint> wayBack(ClusterName cluster, Instant began) {
    return machinery().backups().points(cluster).all().stream()
        .filter(point -> point.release().equals("restore") && !point.at().isBefore(began))
        .min(Comparator.comparing(RestorePoint::at));
  }
}
