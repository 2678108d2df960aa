package dev.slipway.delivery.backup;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Wait;
import java.time.Duration;
import java.time.Instant;

/** Takes a backup. A crash leaves waste that the next one finds and uses; never half a backup. */
final class TakeBackup implements Step<BackupOrder, TakeBackup.Taken> {
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final String IN_USE = "SLIP-5103";

  private final ProveBackup.Workshop workshop;

  TakeBackup(ProveBackup.Workshop workshop) {
    this.workshop = workshop;
  }

  record Taken(String backup, Instant at, long logical, long stored, Duration took) {}

  @Override
  public String name() {
    return "Backup";
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(24);
  }

  @Override
  public Result<Taken> perform(StepContext<BackupOrder> context) {
    var order = context.input();
    if (!order.fresh()) {
      return Result.skipped("the newest is proven");
    }
    var cluster =
        workshop
            .clusters()
            .running(order.clusterName())
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.UNAVAILABLE,
                            "SLIP-7631",
                            order.cluster() + ": does not run, so there is nothing to back up",
                            "slipway up starts it")
                        .exception());
    try {
      var backup =
          workshop
              .backups()
              .take(
                  cluster,
                  done -> {
                    context.checkStop();
                    context.progress(done, 0, "bytes");
                  });
      var cost = backup.cost();
      return Result.done(
          new Taken(
              backup.id(), backup.span().stoppedAt(), cost.logical(), cost.stored(), cost.took()),
          cost.human() + ", in " + Durations.human(cost.took()));
    } catch (ProblemException e) {
      if (!e.problem().code().equals(IN_USE)) {
        throw e;
      }
      return Result.waiting(Wait.until(context.now().plus(AGAIN), "another backup ends"));
    }
  }
}
