package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.SchemaFit;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.maintenance.Standstill;
import dev.slipway.delivery.watch.WatchPlan;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.model.StrategyKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.util.Optional;

/**
 * Decides how users go over to the new release, before the schema is changed: where the old code
 * can't live on it, the environment is closed and the old instances end first.
 */
final class ChooseStrategy extends DeployStep<ChooseStrategy.Chosen> {
  record Chosen(StrategyKind kind, boolean closed) {}

  ChooseStrategy(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Strategy";
  }

  @Override
  public Result<Chosen> perform(StepContext<DeployOrder> context) throws Exception {
    var environment = environment(context);
    if (environment.services().values().stream()
        .noneMatch(service -> service.kind() == ServiceKind.WEB)) {
      return Result.done(new Chosen(StrategyKind.BLUE_GREEN, false), "at once: nobody asks it");
    }
    var serving = serving(context);
    var choice =
        StrategyChoice.of(
            WatchPlan.strategy(environment),
            replicas(environment),
            serving.isEmpty(),
            oldCodeOnNewSchema(context));
    if (choice.kind() != StrategyKind.STOP_FIRST || serving.isEmpty()) {
      return Result.done(new Chosen(choice.kind(), false), choice.reason());
    }
    machinery().standstill(records()).begin(context, serving.get(), context.input().version());
    return Result.done(
        new Chosen(choice.kind(), true),
        choice.reason() + "; closed, " + serving.get().releaseVersion() + " drained and stopped");
  }

  private Optional<Deployment> serving(StepContext<DeployOrder> context) {
    var order = context.input();
    return records()
        .deployments()
        .serving(order.app(), order.environment())
        .filter(found -> found.number() != order.number());
  }

  private static int replicas(ResolvedEnvironment environment) {
    return environment.services().values().stream()
        .filter(service -> service.kind() == ServiceKind.WEB)
        .mapToInt(Service::replicas)
        .max()
        .orElse(1);
  }

  private static SchemaFit oldCodeOnNewSchema(StepContext<DeployOrder> context) {
    if (context.find(RehearseMigrations.class).isEmpty()) {
      return new SchemaFit.Fits("no migration changes it");
    }
    return context
        .find(TryCode.class)
        .flatMap(TryCode.OnNewSchema::old)
        .map(
            tried ->
                switch (tried.verdict()) {
                  case WORKS -> new SchemaFit.Fits(tried.text());
                  case BREAKS -> new SchemaFit.Unfit(tried.text() + ", breaks: " + tried.broken());
                  case UNKNOWN -> new SchemaFit.NotMeasured(tried.text());
                })
        .map(SchemaFit.class::cast)
        .orElseGet(() -> new SchemaFit.NotMeasured("nobody tried it"));
  }

  /** The old code serves again, and users are let in once it answers. */
  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Chosen> output) throws Exception {
    var before = context.recall(Standstill.Before.class);
    if (before.isEmpty()) {
      return Undone.nothing();
    }
    var order = context.input();
    var earlier =
        records().deployments().get(order.app(), order.environment(), before.get().deployment());
    var restored = restoreWhatNobodyWrote(context);
    machinery().standstill(records()).end(context, earlier, order.version());
    return Undone.with(restored + earlier.releaseVersion() + " started again, open to users");
  }

  /**
   * The old code may not live on the new schema. As long as users were kept out nobody but us has
   * written since the restore point, and going back to it loses nothing.
   */
  private String restoreWhatNobodyWrote(StepContext<DeployOrder> context) {
    var order = context.input();
    var closed =
        machinery().doors().closed(order.app(), order.environment()).stream()
            .anyMatch(closure -> closure.holder().equals(order.version()));
    var marked = context.find(MarkRestorePoints.class);
    if (!closed || marked.isEmpty() || context.find(RehearseMigrations.class).isEmpty()) {
      return "";
    }
    for (var one : marked.get().points()) {
      var cluster = EnvironmentDatabases.cluster(environment(context), one.database());
      machinery().backups().restore(cluster, one.point(), bytes -> {});
      context.say(one.database() + " is as it was before: nobody but us has written meanwhile");
    }
    return "schema and data as before, ";
  }
}
