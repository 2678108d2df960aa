package dev.slipway.delivery.deploy;

import dev.slipway.catalog.App;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.protocol.operation.Request;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Takes a number of an environment's history and submits the operation that carries it out, in one
 * transaction: whoever dies here leaves both or neither.
 */
record DeploymentOrders(
    Deployments deployments, Operations operations, OperationType<DeployOrder> type) {

  /** The deployment and the number of its operation. */
  record Placed(Deployment deployment, long operation) {}

  /** What else is recorded in the same transaction; what it throws undoes all of it. */
  @FunctionalInterface
  interface Beside {
    void record(Handle handle, Deployment deployment);
  }

  Placed place(App app, Deployments.Wanted wanted, Request request) {
    return place(
        wanted,
        deployment ->
            new DeployOrder(
                app.name(), wanted.environment(), deployment.number(), app.folder().toString()),
        (handle, deployment) -> {},
        request);
  }

  Placed place(
      Deployments.Wanted wanted,
      Function<Deployment, DeployOrder> order,
      Beside beside,
      Request request) {
    return operations.transact(
        handle -> {
          var deployment = deployments.open(handle, wanted);
          beside.record(handle, deployment);
          var operation =
              operations.submit(handle, type, order.apply(deployment), request, WhenBusy.QUEUE);
          deployments.carriedOutBy(handle, deployment, operation);
          return new Placed(deployment, operation);
        });
  }
}
