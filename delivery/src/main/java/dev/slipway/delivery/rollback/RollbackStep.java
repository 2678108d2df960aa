package dev.slipway.delivery.rollback;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import java.util.function.Function;

/** What the steps of a rollback share: looking up what it is about. */
abstract class RollbackStep<O extends Record> implements Step<RollbackOrder, O> {
  private final Records records;
  private final Machinery machinery;

  RollbackStep(Records records, Machinery machinery) {
    this.records = records;
    this.machinery = machinery;
  }

  final Records records() {
    return records;
  }

  final Machinery machinery() {
    return machinery;
  }

  final ReleaseStart releases() {
    return machinery.releases(records);
  }

  /** The rollback's own entry in the history. */
  final Deployment own(StepContext<RollbackOrder> context) {
    return entry(context, context.input().number());
  }

  /** What served when it was asked for. */
  final Deployment from(StepContext<RollbackOrder> context) {
    return entry(context, context.input().from());
  }

  private Deployment entry(StepContext<RollbackOrder> context, int number) {
    var order = context.input();
    return records.deployments().get(order.app(), order.environment(), number);
  }

  /** What the old release's instances of a service are started with. */
  final Function<String, ResolvedVariables> variables(StepContext<RollbackOrder> context) {
    var own = own(context);
    var environment = environment(context);
    return service -> releases().resolved(own, environment, service);
  }

  /** The environment as the old release has it. */
  final ResolvedEnvironment environment(StepContext<RollbackOrder> context) {
    return releases().environment(own(context));
  }
}
