package dev.slipway.delivery.deploy;

import dev.slipway.catalog.App;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.Sources;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.Manifest;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where deployments are asked for. */
public final class Delivery {
  private final Records records;
  private final Sources sources;
  private final DeploymentOrders orders;
  private final PlanDeployment plan;
  private final Operations operations;

  public Delivery(
      Records records, Sources sources, Deploy deploy, PlanDeployment plan, Operations operations) {
    this.plan = plan;
    this.operations = operations;
    this.records = records;
    this.sources = sources;
    this.orders = new DeploymentOrders(records.deployments(), operations, deploy);
  }

  /** Looks after the application in a folder of this machine from now on. */
  public App register(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-7623",
              folder + ": there is no such folder",
              "name the folder that holds slipway.yaml")
          .exception();
    }
    return records.apps().register(manifest(folder).name(), folder);
  }

  public Manifest manifest(Path folder) {
    return Environments.ofFolder(folder);
  }

  /**
   * What an order led to: an operation that carries it out, or nothing to do because exactly this
   * is serving already.
   */
  public record Ordered(Deployment deployment, Optional<Long> operation) {}

  /**
   * Deploys the application's folder as it is now.
   *
   * @param again even if the same sources with the same variables are serving already
   */
  public Ordered deploy(String appName, String environmentName, boolean again, Request request)
      throws InterruptedException {
    return deploy(appName, environmentName, again, Optional.empty(), request);
  }

  /**
   * @param hotfix why it goes without what the environment lets a hotfix go without
   */
  public Ordered deploy(
      String appName,
      String environmentName,
      boolean again,
      Optional<String> hotfix,
      Request request)
      throws InterruptedException {
    var app = records.apps().get(appName);
    Hotfix.demandReason(appName + "/" + environmentName, hotfix);
    // Everything that can be refused is refused before a number is taken.
    var environment = Environments.of(manifest(app.folder()), environmentName);
    var serving = records.deployments().serving(app.name(), environment.name());
    if (!again && serving.isPresent() && isSame(app, serving.get())) {
      return new Ordered(serving.get(), Optional.empty());
    }
    var wanted =
        new Deployments.Wanted(
            app.name(),
            environment.name(),
            Deployment.Kind.DEPLOY,
            hotfix
                .map(why -> "hotfix from " + app.folder() + ": " + why)
                .orElse("deploy from " + app.folder()),
            request.who());
    var placed =
        orders.place(
            wanted,
            deployment ->
                new DeployOrder(
                    app.name(),
                    environment.name(),
                    deployment.number(),
                    app.folder().toString(),
                    Optional.empty(),
                    hotfix.orElse("")),
            (handle, deployment) ->
                hotfix.ifPresent(
                    why ->
                        records
                            .deployments()
                            .record(handle, deployment, Json.write(Map.of("hotfix", why)))),
            request);
    return new Ordered(placed.deployment(), Optional.of(placed.operation()));
  }

  /** Begins to find out what a deployment would do now; the number of the operation that does. */
  public long plan(String appName, String environmentName, Request request) {
    var app = records.apps().get(appName);
    var environment = Environments.of(manifest(app.folder()), environmentName);
    var last = records.deployments().history(app.name(), environment.name(), 1);
    var next = last.isEmpty() ? 1 : last.getFirst().number() + 1;
    var order = new DeployOrder(app.name(), environment.name(), next, app.folder().toString());
    return operations.submit(plan, order, request, WhenBusy.QUEUE);
  }

  private boolean isSame(App app, Deployment serving) throws InterruptedException {
    var snapshot = sources.snapshot(app.name(), app.folder()).artefact();
    var manifest = Environments.ofFolder(snapshot.folder());
    var source = BuildKey.of(manifest, serving.environment(), snapshot.digest());
    var key = new EnvironmentKey(serving.app(), serving.environment());
    return serving
            .build()
            .map(build -> records.builds().get(build).source().equals(source))
            .orElse(false)
        && records.variables().current(key).version() == serving.configuration();
  }
}
