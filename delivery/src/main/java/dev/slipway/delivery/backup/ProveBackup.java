package dev.slipway.delivery.backup;

import dev.slipway.catalog.Deployments;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Step;
import dev.slipway.postgres.cluster.Clusters;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes a backup where one is wanted, restores it into a cluster of its own, looks at what came
 * back, and frees what no kept backup needs. Nobody waits for it and it changes nothing that
 * serves.
 */
public final class ProveBackup implements OperationType<BackupOrder> {
  private final List<Step<BackupOrder, ?>> steps;

  /** What the steps work with. */
  public record Workshop(
      DatabaseBackups backups, Clusters clusters, Clusters drills, Deployments deployments) {}

  public ProveBackup(Workshop workshop, InstantSource clock) {
    this.steps =
        List.of(
            new TakeBackup(workshop),
            new RunDrill(workshop, clock),
            new FreeBackups(workshop, clock));
  }

  /** Removes what the drills of a control plane that died have left; before any begins. */
  public static void sweep(Clusters drills) {
    drills.all().forEach(left -> drills.delete(left.name(), left.name().toString()));
  }

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public Class<BackupOrder> input() {
    return BackupOrder.class;
  }

  @Override
  public String target(BackupOrder order) {
    return order.target();
  }

  @Override
  public String title(BackupOrder order) {
    return (order.fresh() ? "back up and prove " : "prove the backup of ") + order.cluster();
  }

  @Override
  public List<Step<BackupOrder, ?>> steps() {
    return steps;
  }

  @Override
  public boolean changing() {
    return false;
  }
}
