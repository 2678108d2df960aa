package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.postgres.restore.RestorePoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Binds a restore point to the release, right before anything is changed, and waits until all log
 * up to it is stored: from then on the state before the release can be brought back whatever
 * happens. Performed again after a crash it finds the first point and never makes a later one.
 */
final class MarkRestorePoints extends DeployStep<MarkRestorePoints.Marked> {
  private static final Duration STORED_WITHIN = Duration.ofSeconds(60);

  /** The way back of this release. */
  record Marked(List<Marked.One> points) {
    /**
     * @param backup with which a restore would begin
     */
    record One(String database, String cluster, RestorePoint point, String backup) {}
  }

  MarkRestorePoints(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Mark";
  }

  @Override
  public Result<Marked> perform(StepContext<DeployOrder> context) {
    var secured = context.find(BackupDatabases.class);
    var environment = environment(context);
    var marked = new ArrayList<Marked.One>();
    for (var one : secured.map(BackupDatabases.Secured::databases).orElse(List.of())) {
      if (one.how() == BackupDatabases.Secured.How.EMPTY) {
        continue;
      }
      var cluster = machinery().databases().ensure(environment, one.database());
      var point = machinery().backups().mark(cluster, context.input().version());
      if (!machinery().backups().awaitStored(cluster.name(), point.position(), STORED_WITHIN)) {
        var following = machinery().backups().following(cluster.name());
        throw Problem.of(
                Problem.Kind.FAILED,
                "SLIP-7630",
                one.cluster()
                    + ": the log up to restore point "
                    + point.name()
                    + " is not stored after "
                    + STORED_WITHIN.toSeconds()
                    + " s"
                    + (following.trouble().isEmpty() ? "" : ": " + following.trouble()),
                "without it the state before this release could not be brought back; see the"
                    + " server's log and the disk of the backups, then deploy again")
            .exception();
      }
      marked.add(new Marked.One(one.database(), one.cluster(), point, one.backup()));
    }
    if (marked.isEmpty()) {
      return Result.skipped("nothing to go back to");
    }
    note(context, "restorePoints", marked);
    var point = marked.getFirst().point();
    return Result.done(
        new Marked(marked),
        "restore point "
            + point.name()
            + (marked.size() == 1
                ? " at " + point.position()
                : " in " + marked.size() + " databases")
            + ", its log is stored");
  }
}
