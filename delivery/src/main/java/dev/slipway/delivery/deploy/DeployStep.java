package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** The entry in the history; empty for a plan, which is none. */
  final Optional<Deployment> recorded(StepContext<DeployOrder> context) {
    var order = context.input();
    return records.deployments().find(order.app(), order.environment(), order.number());
  }

  final Build build(StepContext<DeployOrder> context) {
    return records.builds().get(context.output(BuildRelease.class).build());
  }

  final ResolvedEnvironment environment(StepContext<DeployOrder> context) {
    return Environments.of(build(context), context.input().environment());
  }

  /** The names of the environment's databases that are ours. */
  final List<String> managed(StepContext<DeployOrder> context) {
    return environment(context).databases().entrySet().stream()
        .filter(database -> !database.getValue().external())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Keeps something in the deployment's record, in place of what was kept under the name. */
  final void note(StepContext<DeployOrder> context, String name, Object value) {
    recorded(context)
        .ifPresent(
            deployment ->
                context.transact(
                    handle -> {
                      var json = Json.write(Map.of(name, value));
                      records().deployments().record(handle, deployment, json);
                      return deployment;
                    }));
  }
}
