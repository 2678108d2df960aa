package dev.slipway.delivery.deploy;

import dev.slipway.build.Built;
import dev.slipway.build.Source;
import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.Sources;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.watch.ReleaseWatch;
import dev.slipway.delivery.watch.Standing;
import dev.slipway.delivery.watch.SyntheticRequests;
import dev.slipway.delivery.watch.WatchPlan;
import dev.slipway.delivery.watch.Watching;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.protocol.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

  final ReleaseStart releases() {
    return machinery.releases(records);
  }

  /** Watches the new release, which is sent back with the consequence when it can't stay. */
  final Watching watching(StepContext<DeployOrder> context, WatchPlan plan, String consequence) {
    var order = context.input();
    var running = machinery.running();
    return new Watching(
        new ReleaseWatch(machinery.traffic(), order.target(), order.version()),
        plan,
        new SyntheticRequests(
            environment(context),
            running.addresses(),
            machinery.doors().passing(order.app(), order.environment()),
            context::now),
        new Standing(running.instances(), consequence));
  }

  /** What follows when the new release can't stay. */
  final String consequence(DeployOrder order, int before) {
    return records
        .deployments()
        .find(order.app(), order.environment(), before)
        .map(earlier -> "switching back to " + earlier.releaseVersion())
        .orElse("nothing serves, as before");
  }

  /** What is to be built: a commit where one was pushed, the folder as it is now otherwise. */
  final Built snapshot(DeployOrder order) throws InterruptedException {
    var folder = Path.of(order.folder());
    Source source =
        order
            .pushed()
            .<Source>map(pushed -> new Source.Commit(folder, pushed.commit(), pushed.inside()))
            .orElse(new Source.Folder(folder));
    return new Sources(machinery.workshop().builder()).snapshot(order.app(), source);
  }

  /** Where the manifest is that the order is about. */
  final Path folder(DeployOrder order) throws InterruptedException {
    return order.pushed().isPresent()
        ? snapshot(order).artefact().folder()
        : Path.of(order.folder());
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

  /** What the instances of a service were started with. */
  final Function<String, ResolvedVariables> variables(StepContext<DeployOrder> context) {
    var deployment = deployment(context);
    var environment = environment(context);
    return service -> releases().resolved(deployment, environment, service);
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
