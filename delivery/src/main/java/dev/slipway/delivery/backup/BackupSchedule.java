package dev.slipway.delivery.backup;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.operations.journal.Filter;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks again and again what each served database is still owed: its first backup, one that is due,
 * the proof of the newest. What is due follows from the repositories alone, so nothing is lost with
 * whoever ran this before.
 */
public final class BackupSchedule implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(BackupSchedule.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(3);

  /** After one that failed; a release that begins to serve is looked at at once. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private static final Set<OperationState> OPEN =
      EnumSet.of(
          OperationState.QUEUED,
          OperationState.RUNNING,
          OperationState.WAITING,
          OperationState.UNDOING);

  private final Records records;
  private final EnvironmentDatabases databases;
  private final DatabaseBackups backups;
  private final ProveBackup type;
  private final Operations operations;
  private final InstantSource clock;
  private final Map<ClusterName, Asked> asked = new HashMap<>();
  private final Map<String, ResolvedEnvironment> environments = new HashMap<>();
  private final Rounds rounds;

  /** When what was asked for last, so that a failure isn't repeated each moment. */
  private record Asked(int serving, Instant at) {}

  public BackupSchedule(
      Records records,
      EnvironmentDatabases databases,
      DatabaseBackups backups,
      ProveBackup type,
      Operations operations,
      InstantSource clock) {
    this.records = records;
    this.databases = databases;
    this.backups = backups;
    this.type = type;
    this.operations = operations;
    this.clock = clock;
    this.rounds = new Rounds("backup-schedule", LOOK, this::look);
  }

  public BackupSchedule start() {
    rounds.start();
    return this;
  }

  /** One look at everything that serves. */
  public void look() {
    for (var deployment : records.deployments().current()) {
      if (deployment.state() == Deployment.State.SERVING && !rounds.isOver()) {
        try {
          environment(deployment).ifPresent(environment -> look(deployment, environment));
        } catch (ProblemException e) {
          // One that can't be looked at keeps no other from its backup.
          LOG.log(System.Logger.Level.WARNING, "{0}", e.problem().text());
        }
      }
    }
  }

  /** A build never changes: what its manifest says is read once. */
  private Optional<ResolvedEnvironment> environment(Deployment deployment) {
    return deployment
        .build()
        .map(
            id ->
                environments.computeIfAbsent(
                    id + " " + deployment.environment(),
                    key -> {
                      Build build = records.builds().get(id);
                      return Environments.of(build, deployment.environment());
                    }));
  }

  private void look(Deployment deployment, ResolvedEnvironment environment) {
    for (var database : environment.databases().entrySet()) {
      if (database.getValue().external()) {
        continue;
      }
      databases
          .running(environment, database.getKey())
          .ifPresent(cluster -> look(deployment, database.getValue(), cluster));
    }
  }

  private void look(Deployment deployment, Database database, RunningCluster cluster) {
    backups.follow(cluster.name());
    var before = asked.get(cluster.name());
    if (before != null
        && before.serving() == deployment.number()
        && before.at().plus(PAUSE).isAfter(clock.instant())) {
      return;
    }
    var due = new Due(backups, database.backup(), clock.instant()).of(cluster);
    if (due.isPresent() && !isBusy(deployment)) {
      ask(deployment, database, cluster, due.get());
    }
  }

  private boolean isBusy(Deployment deployment) {
    return operations.holder(deployment.target()).isPresent()
        || !operations
            .list(Filter.newest(1).ofTarget(deployment.target()).ofType(type.name()).in(OPEN))
            .operations()
            .isEmpty();
  }

  private void ask(Deployment deployment, Database database, RunningCluster cluster, Due.What due) {
    asked.put(cluster.name(), new Asked(deployment.number(), clock.instant()));
    var order =
        new BackupOrder(
            deployment.app(),
            deployment.environment(),
            cluster.name().toString(),
            deployment.number(),
            due.fresh(),
            database.backup().keep(),
            due.why());
    operations.submit(type, order, new Request("slipway", "schedule", due.why()), WhenBusy.QUEUE);
  }

  @Override
  public void close() {
    rounds.close();
  }
}
