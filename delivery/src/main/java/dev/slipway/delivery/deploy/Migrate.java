package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.FolderMigrations;
import dev.slipway.kit.Durations;
import dev.slipway.migration.run.Block;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.source.Migration;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.postgres.cluster.ClusterRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Applies to the real database what was rehearsed. */
final class Migrate extends DeployStep<Migrate.Migrated> {
  record Migrated(List<String> applied, Duration took) {}

  Migrate(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Migrate";
  }

  @Override
  public Optional<String> cannotUndo(DeployOrder order) {
    return Optional.of("migrations that were applied stay; migrations go forward only");
  }

  @Override
  public Result<Migrated> perform(StepContext<DeployOrder> context) throws Exception {
    var rehearsed = context.find(RehearseMigrations.class);
    if (rehearsed.isEmpty()) {
      return Result.skipped("nothing to apply");
    }
    var environment = environment(context);
    var folder = build(context).sources();
    var begun = System.nanoTime();
    var applied = new ArrayList<String>();
    for (var one : rehearsed.get().databases()) {
      var cluster = machinery().databases().ensure(environment, one.database());
      var migrations = FolderMigrations.of(environment, one.database(), folder).orElseThrow();
      migrations
          .apply(RehearseMigrations.database(cluster.login(ClusterRole.MIGRATION)), watch(context))
          .forEach(migration -> applied.add(migration.file().toString()));
    }
    var took = Duration.ofNanos(System.nanoTime() - begun);
    context.figure("migration", (double) took.toMillis(), "ms");
    var planned = rehearsed.get().databases().stream().mapToInt(one -> one.pending().size()).sum();
    return Result.done(
        new Migrated(applied, took),
        applied.size()
            + " of "
            + planned
            + ", "
            + Durations.human(took)
            + " (predicted "
            + Durations.human(rehearsed.get().took())
            + ")");
  }

  private static Watch watch(StepContext<DeployOrder> context) {
    return new Watch() {
      @Override
      public void before(java.sql.Connection connection, Running running) {
        context.checkStop();
      }

      @Override
      public void ended(java.sql.Connection connection, Migration migration, Block block) {
        context.say(migration.file() + " applied");
      }

      @Override
      public void retrying(Migration migration, Block block, String why) {
        context.say(migration.file() + " waits and tries again: " + why);
      }
    };
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Migrated> output) {
    return output.filter(migrated -> !migrated.applied().isEmpty()).isPresent()
        ? Undone.with("the schema stays as it is: migrations go forward only")
        : Undone.nothing();
  }
}
