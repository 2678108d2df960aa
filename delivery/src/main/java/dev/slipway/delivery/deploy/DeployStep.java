package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;

/** What the steps of a deployment share: looking up what it is about. */
abstract class DeployStep<O extends Record> implements Step<DeployOrder, O> {
  private final Records records;
  private final Machinery machinery;

  DeployStep(Records records, Machinery machinery) {
    this.records = records;
    this.machinery = machinery;
  }

  final Records records() {
    return records;
  }

  final Machinery machinery() {
    return machinery;
  }

  final Deployment deployment(StepContext<DeployOrder> context) {
    var order = context.input();
    return records.deployments().get(order.app(), order.environment(), order.number());
  }

  final Build build(StepContext<DeployOrder> context) {
    return records.builds().get(context.output(BuildRelease.class).build());
  }

  final ResolvedEnvironment environment(StepContext<DeployOrder> context) {
    return Environments.of(build(context), context.input().environment());
  }
}
