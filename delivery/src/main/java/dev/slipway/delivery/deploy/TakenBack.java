package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;

/**
 * A release that was approved may have been taken back where it came from while people were asked:
 * then what they agreed to is known to be bad. That a newer one came there meanwhile is no reason
 * against it.
 */
final class TakenBack {
  private static final int HISTORY = 200;

  private TakenBack() {}

  static void refuse(Records records, DeployOrder order) {
    order.promoted().ifPresent(promoted -> refuse(records, order, promoted));
  }

  private static void refuse(Records records, DeployOrder order, DeployOrder.Promoted promoted) {
    var back =
        records.deployments().history(order.app(), promoted.from(), HISTORY).stream()
            .filter(
                one ->
                    one.number() == promoted.number()
                        ? one.state() == Deployment.State.FAILED
                        : one.number() > promoted.number()
                            && one.kind() == Deployment.Kind.ROLLBACK
                            && one.servingSince().isPresent()
                            && !one.build().map(promoted.build()::equals).orElse(false))
            .findFirst();
    back.ifPresent(
        one -> {
          throw Problem.of(
                  Problem.Kind.REFUSED,
                  "SLIP-7706",
                  order.target()
                      + ": "
                      + promoted.origin()
                      + " was taken back there while "
                      + order.version()
                      + " waited: "
                      + one.version()
                      + ", "
                      + one.title(),
                  "mend it, deploy it to " + promoted.from() + ", and promote that")
              .exception();
        });
  }
}
