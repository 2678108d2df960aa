package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.postgres.cluster.RunningCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the databases that aren't there yet, empty or of another environment's rows, and starts
 * those that don't run. A new one stays when the deployment fails, and the next try finds it.
 */
final class PrepareDatabases extends DeployStep<PrepareDatabases.Prepared> {
  record Prepared(List<Prepared.One> databases) {
    record One(String name, String cluster, boolean isNew) {}
  }

  PrepareDatabases(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Database";
  }

  @Override
  public Optional<String> cannotUndo(DeployOrder order) {
    return Optional.of("a database that was made stays, empty or a copy");
  }

  @Override
  public Result<Prepared> perform(StepContext<DeployOrder> context) throws IOException {
    var environment = environment(context);
    var prepared = new ArrayList<Prepared.One>();
    var told = new ArrayList<String>();
    for (var database : environment.databases().entrySet()) {
      if (database.getValue().external()) {
        continue;
      }
      var fed = machinery().databases().feed(environment, database.getKey());
      fed.ifPresent(copy -> context.say(database.getKey() + ": " + copy.text()));
      var isNew =
          fed.isPresent() || !machinery().databases().exists(environment, database.getKey());
      var cluster = machinery().databases().ensure(environment, database.getKey());
      machinery().backups().follow(cluster.name());
      prepared.add(new Prepared.One(database.getKey(), cluster.name().toString(), isNew));
      told.add(
          "cluster "
              + cluster.name()
              + ", PostgreSQL "
              + major(cluster)
              + fed.map(copy -> ", " + copy.text()).orElse(isNew ? ", new" : ""));
    }
    if (prepared.isEmpty()) {
      return Result.skipped("no database of ours");
    }
    return Result.done(new Prepared(prepared), String.join("; ", told));
  }

  private static String major(RunningCluster cluster) throws IOException {
    return Files.readString(cluster.dataDirectory().resolve("PG_VERSION")).strip();
  }
}
