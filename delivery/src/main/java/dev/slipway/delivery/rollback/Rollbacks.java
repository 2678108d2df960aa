package dev.slipway.delivery.rollback;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.SchemaFit;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.rollback.Ways;
import java.util.Optional;

/** Where rollbacks are asked for. */
public final class Rollbacks {
  private final Records records;
  private final WaysBack waysBack;
  private final RollBack type;
  private final Operations operations;

  public Rollbacks(Records records, WaysBack waysBack, RollBack type, Operations operations) {
    this.records = records;
    this.waysBack = waysBack;
    this.type = type;
    this.operations = operations;
  }

  public Ways ways(String app, String environment, Optional<Integer> to) {
    return waysBack.of(app, environment, to);
  }

  /** The rollback's entry and the operation that carries it out. */
  public record Ordered(Deployment deployment, long operation) {}

  /** Goes back, or says why not. */
  public Ordered goBack(
      String app, String environment, Optional<Integer> to, Wish wish, Request request) {
    var serving = waysBack.serving(app, environment);
    var target = waysBack.target(serving, to);
    // What can be refused is refused before a number is taken, and looked at again when it is done.
    refuse(target, wish);
    var wanted =
        new Deployments.Wanted(
            app,
            environment,
            Deployment.Kind.ROLLBACK,
            "rollback to " + target.version() + (wish.exit() == Exit.DATA ? ", code and data" : ""),
            request.who());
    return operations.transact(
        handle -> {
          var deployment = records.deployments().openRollback(handle, target, wanted);
          var order =
              new RollbackOrder(
                  app,
                  environment,
                  deployment.number(),
                  target.number(),
                  serving.number(),
                  wish.exit(),
                  wish.confirmed());
          var operation = operations.submit(handle, type, order, request, WhenBusy.QUEUE);
          records.deployments().carriedOutBy(handle, deployment, operation);
          return new Ordered(deployment, operation);
        });
  }

  /**
   * Which way.
   *
   * @param confirmed what is not measured, and what is lost, was read and accepted
   */
  public record Wish(Exit exit, boolean confirmed) {}

  private void refuse(Deployment target, Wish wish) {
    if (wish.exit() == Exit.DATA) {
      if (!wish.confirmed()) {
        throw Problem.of(
                Problem.Kind.REFUSED,
                "SLIP-7665",
                target.target()
                    + ": going back with the data loses what was written since, and nobody said yes",
                "read what it costs: slipway rollback "
                    + target.app()
                    + " "
                    + target.environment()
                    + ", then say --exit data --yes")
            .exception();
      }
      return;
    }
    switch (waysBack.fit(target)) {
      case SchemaFit.Fits fits -> {}
      case SchemaFit.Unfit unfit ->
          throw WaysBack.unfit(target.target(), target.number(), unfit).exception();
      case SchemaFit.NotMeasured unknown -> {
        if (!wish.confirmed()) {
          throw WaysBack.unconfirmed(target.target(), target.number(), unknown).exception();
        }
      }
    }
  }
}
