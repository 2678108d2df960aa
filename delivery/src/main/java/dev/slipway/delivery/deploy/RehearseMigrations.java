package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.database.FolderMigrations;
import dev.slipway.kit.Durations;
import dev.slipway.migration.Database;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.source.Migration;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Applies what is pending to a copy of the real data, and throws the copy away. */
final class RehearseMigrations extends DeployStep<RehearseMigrations.Rehearsed> {
  /** What the rehearsal found. */
  record Rehearsed(List<Rehearsed.One> databases) {
    record One(String database, List<String> pending, Duration took, Duration branchTook) {}

    Duration took() {
      return databases.stream().map(One::took).reduce(Duration.ZERO, Duration::plus);
    }
  }

  RehearseMigrations(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Rehearse";
  }

  @Override
  public Result<Rehearsed> perform(StepContext<DeployOrder> context) throws Exception {
    var environment = environment(context);
    var folder = build(context).sources();
    var rehearsed = new ArrayList<Rehearsed.One>();
    for (var name : environment.databases().keySet()) {
      var migrations = FolderMigrations.of(environment, name, folder);
      var cluster = machinery().databases().running(environment, name);
      if (migrations.isEmpty() || cluster.isEmpty()) {
        continue;
      }
      var live = cluster.get().login(dev.slipway.postgres.cluster.ClusterRole.MIGRATION);
      var pending = migrations.get().pending(database(live));
      if (!pending.isEmpty()) {
        rehearsed.add(onBranch(context, name, migrations.get(), pending));
      }
    }
    if (rehearsed.isEmpty()) {
      return Result.skipped("no migration is pending");
    }
    var result = new Rehearsed(rehearsed);
    var count = rehearsed.stream().mapToInt(one -> one.pending().size()).sum();
    context.figure("rehearsal", (double) result.took().toMillis(), "ms");
    return Result.done(
        result,
        count
            + (count == 1 ? " migration" : " migrations")
            + " on a branch: "
            + Durations.human(result.took()));
  }

  private Rehearsed.One onBranch(
      StepContext<DeployOrder> context,
      String name,
      FolderMigrations migrations,
      List<Migration> pending)
      throws Exception {
    var source = EnvironmentDatabases.cluster(environment(context), name);
    try (var branch = machinery().branches().create(source)) {
      context.say("branch of " + source + " ready after " + Durations.human(branch.took()));
      var begun = System.nanoTime();
      migrations.apply(
          database(branch.cluster().login(dev.slipway.postgres.cluster.ClusterRole.MIGRATION)),
          new Watch() {});
      return new Rehearsed.One(
          name,
          pending.stream().map(migration -> migration.file().toString()).toList(),
          Duration.ofNanos(System.nanoTime() - begun),
          branch.took());
    }
  }

  static Database database(dev.slipway.postgres.cluster.Login login) {
    return new Database(login.jdbcUrl(), login.user(), login.password());
  }
}
