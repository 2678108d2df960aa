package dev.slipway.delivery.deploy;

import dev.slipway.catalog.App;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.protocol.operation.Request;

/**
 * Takes a number of an environment's history and submits the operation that carries it out, in one
 * transaction: whoever dies here leaves both or neither.
 */
record DeploymentOrders(
    Deployments deployments, Operations operations, OperationType<DeployOrder> type) {

  /** The deployment and the number of its operation. */
  record Placed(Deployment deployment, long operation) {}

  Placed place(App app, Deployments.Wanted wanted, Request request) {
    return operations.transact(
        handle -> {
          var deployment = deployments.open(handle, wanted);
          var order =
              new DeployOrder(
                  app.name(), wanted.environment(), deployment.number(), app.folder().toString());
          var operation = operations.submit(handle, type, order, request, WhenBusy.QUEUE);
          deployments.carriedOutBy(handle, deployment, operation);
          return new Placed(deployment, operation);
        });
  }
}
