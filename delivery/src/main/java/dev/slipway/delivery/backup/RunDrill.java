package dev.slipway.delivery.backup;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.postgres.drill.Drills;
import dev.slipway.postgres.drill.SmokeCheck;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.protocol.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * Restores the newest backup beside, starts it and looks at it: the proof that it is one. The copy
 * of a drill that died is swept by the next start.
 */
final class RunDrill implements Step<BackupOrder, RunDrill.Drilled> {
  private final ProveBackup.Workshop workshop;
  private final InstantSource clock;

  RunDrill(ProveBackup.Workshop workshop, InstantSource clock) {
    this.workshop = workshop;
    this.clock = clock;
  }

  record Drilled(String backup, Backup.Proof proof) {}

  @Override
  public String name() {
    return "Drill";
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(24);
  }

  @Override
  public Result<Drilled> perform(StepContext<BackupOrder> context) {
    var order = context.input();
    var name = order.clusterName();
    var drills =
        new Drills(
            workshop.backups().repository(name), workshop.drills(), SmokeCheck.none(), clock);
    var backup = drills.runNewest(workshop.clusters().running(name));
    var proof = backup.proof();
    if (proof == null) {
      throw new IllegalStateException("a drill gives a proof");
    }
    note(context, backup);
    if (!proof.isGood()) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-7632",
              order.cluster()
                  + ": backup "
                  + backup.id()
                  + " did not stand its drill: "
                  + String.join("; ", proof.findings()),
              "earlier backups may be whole; look at the disks of the database and of the backups")
          .exception();
    }
    return Result.done(
        new Drilled(backup.id(), proof),
        "proven: restored in "
            + Durations.human(proof.restoreTook())
            + ", "
            + proof.rows()
            + " rows, "
            + proof.indexesChecked()
            + " indexes checked");
  }

  /** The release that serves with this data shows the proof in its record. */
  private void note(StepContext<BackupOrder> context, Backup backup) {
    var order = context.input();
    var serving = workshop.deployments().find(order.app(), order.environment(), order.serving());
    serving.ifPresent(
        deployment ->
            context.transact(
                handle -> {
                  var proven = Map.of("cluster", order.cluster(), "backup", backup);
                  workshop
                      .deployments()
                      .record(handle, deployment, Json.write(Map.of("backupProof", proven)));
                  return deployment;
                }));
  }
}
