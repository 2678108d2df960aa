package dev.slipway.delivery.maintenance;

import dev.slipway.catalog.Closures;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Rounds;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.cluster.WritesPause;
import java.time.Duration;
import java.util.List;

/**
 * Whether an application may write to the databases of an environment. That it may not is settled
 * again and again while somebody keeps it so: a database may have been down, or been restored.
 */
public final class DatabaseWrites implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Records records;
  private final EnvironmentDatabases databases;
  private final Rounds rounds;

  public DatabaseWrites(Records records, EnvironmentDatabases databases, Closures closures) {
    this.records = records;
    this.databases = databases;
    this.rounds =
        new Rounds(
            "databases without writes",
            LOOK,
            () ->
                closures
                    .withDatabases()
                    .forEach(place -> forbid(place.app(), place.environment())));
  }

  public DatabaseWrites start() {
    rounds.start();
    return this;
  }

  void forbid(String app, String environment) {
    ours(app, environment).forEach(database -> new WritesPause(running(database)).begin());
  }

  void allow(String app, String environment) {
    ours(app, environment).forEach(database -> new WritesPause(running(database)).end());
  }

  private record Ours(ResolvedEnvironment environment, String database) {}

  private RunningCluster running(Ours ours) {
    return databases
        .running(ours.environment(), ours.database())
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.UNAVAILABLE,
                        "SLIP-7666",
                        EnvironmentDatabases.cluster(ours.environment(), ours.database())
                            + " does not run: whether it takes writes can't be changed",
                        "slipway db status tells why; then ask again")
                    .exception());
  }

  /** Those of the release that serves; what stands elsewhere is not ours to change. */
  private List<Ours> ours(String app, String environment) {
    var build =
        records
            .deployments()
            .serving(app, environment)
            .flatMap(serving -> serving.build())
            .map(records.builds()::get);
    if (build.isEmpty()) {
      return List.of();
    }
    var resolved = Environments.of(build.get(), environment);
    return resolved.databases().entrySet().stream()
        .filter(database -> !database.getValue().external())
        .map(database -> new Ours(resolved, database.getKey()))
        .filter(ours -> databases.exists(resolved, ours.database()))
        .toList();
  }

  @Override
  public void close() {
    rounds.close();
  }
}
