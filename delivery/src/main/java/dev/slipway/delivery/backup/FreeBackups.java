package dev.slipway.delivery.backup;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Wait;
import dev.slipway.postgres.restore.RestorePoint;
import dev.slipway.postgres.retention.Collector;
import dev.slipway.postgres.retention.Retention;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Frees what is older than the time that backups are kept for. The restore point of the release
 * that serves stays however old it is, and with it the backup that it begins with.
 */
final class FreeBackups implements Step<BackupOrder, Nothing> {
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final String IN_USE = "SLIP-5103";
  private static final int HOURLY = 24;
  private static final int LEAST = 2;

  private final ProveBackup.Workshop workshop;
  private final InstantSource clock;

  FreeBackups(ProveBackup.Workshop workshop, InstantSource clock) {
    this.workshop = workshop;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "Free";
  }

  @Override
  public Result<Nothing> perform(StepContext<BackupOrder> context) throws IOException {
    var order = context.input();
    var repository = workshop.backups().repository(order.clusterName());
    var points = workshop.backups().points(order.clusterName());
    var oldest = context.now().minus(order.keep());
    var needed = DatabaseBackups.pointName("v" + order.serving());
    for (RestorePoint point : points.all()) {
      if (point.at().isBefore(oldest) && !point.name().equals(needed)) {
        points.forget(point.name());
      }
    }
    var days = Math.clamp(order.keep().toDays(), 1, 3_650);
    try {
      var collected =
          new Collector(repository, clock)
              .collect(new Retention(order.keep(), HOURLY, days, LEAST));
      return Result.done(
          collected.kept().size()
              + (collected.kept().size() == 1 ? " backup" : " backups")
              + " kept, "
              + new ByteSize(collected.freed().bytes()).human()
              + " freed");
    } catch (ProblemException e) {
      if (!e.problem().code().equals(IN_USE)) {
        throw e;
      }
      return Result.waiting(Wait.until(context.now().plus(AGAIN), "a backup ends"));
    }
  }
}
