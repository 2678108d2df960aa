package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.backup.Contents;
import dev.slipway.kit.Durations;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Rhythm;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Wait;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.repository.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes sure that each database could be brought back to this moment: a recent backup with the log
 * since is enough, else one is taken. A crash leaves waste in the repository and never half a
 * backup; the next try finds what was stored. What was taken stays when the deployment fails.
 */
final class BackupDatabases extends DeployStep<BackupDatabases.Secured> {
  private static final Duration LATEST = Duration.ofHours(24);
  private static final Duration AGAIN = Duration.ofSeconds(2);
  private static final String IN_USE = "SLIP-5103";

  /** What each database could be brought back with. */
  record Secured(List<Secured.One> databases) {
    /** How a database is secured. */
    enum How {
      /** There is nothing to lose yet. */
      EMPTY,
      /** A recent backup and the log since. */
      RECENT,
      TAKEN
    }

    /**
     * @param backup its identifier; empty text when there is nothing to lose
     */
    record One(
        String database,
        String cluster,
        How how,
        String backup,
        Optional<Instant> at,
        boolean proven,
        String text) {}
  }

  BackupDatabases(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Backup";
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(12);
  }

  @Override
  public Result<Secured> perform(StepContext<DeployOrder> context) {
    var environment = environment(context);
    var secured = new ArrayList<Secured.One>();
    for (var database : managed(context)) {
      var cluster = machinery().databases().ensure(environment, database);
      machinery().backups().follow(cluster.name());
      try {
        secured.add(secure(context, environment, database, cluster));
      } catch (ProblemException e) {
        if (!e.problem().code().equals(IN_USE)) {
          throw e;
        }
        return Result.waiting(
            Wait.until(context.now().plus(AGAIN), "another backup of " + cluster.name() + " ends"));
      }
    }
    if (secured.isEmpty()) {
      return Result.skipped("no database of ours");
    }
    note(context, "backup", secured);
    return Result.done(
        new Secured(secured),
        String.join("; ", secured.stream().map(Secured.One::text).distinct().toList()));
  }

  private Secured.One secure(
      StepContext<DeployOrder> context,
      ResolvedEnvironment environment,
      String database,
      RunningCluster cluster) {
    var name = cluster.name().toString();
    var standing = machinery().backups().standing(cluster);
    if (standing.newest().isEmpty() && Contents.of(cluster).nothingToLose()) {
      return new Secured.One(
          database,
          name,
          Secured.How.EMPTY,
          "",
          Optional.empty(),
          false,
          "nothing to lose yet: empty database");
    }
    if (standing.reachesNow()
        && standing.age(context.now()).compareTo(latest(environment, database)) <= 0) {
      var text = standing.text(context.now());
      return one(database, name, Secured.How.RECENT, standing.newest().orElseThrow(), text);
    }
    if (standing.newest().isPresent()) {
      context.say(name + ": " + standing.text(context.now()) + ": a new backup is taken");
    }
    var backup =
        machinery()
            .backups()
            .take(
                cluster,
                done -> {
                  context.checkStop();
                  context.progress(done, 0, "bytes");
                });
    var text = backup.cost().human() + ", in " + Durations.human(backup.cost().took());
    return one(database, name, Secured.How.TAKEN, backup, text);
  }

  private static Secured.One one(
      String database, String cluster, Secured.How how, Backup backup, String text) {
    return new Secured.One(
        database,
        cluster,
        how,
        backup.id(),
        Optional.of(backup.span().stoppedAt()),
        backup.isProven(),
        text);
  }

  /** How old a backup may be: as old as the environment's rhythm lets it become. */
  private static Duration latest(ResolvedEnvironment environment, String database) {
    var found = environment.databases().get(database);
    return found != null && found.backup().every() instanceof Rhythm.Each each
        ? each.duration()
        : LATEST;
  }
}
