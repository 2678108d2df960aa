package dev.slipway.delivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.App;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Step;
import dev.slipway.protocol.operation.Request;
import dev.slipway.store.testing.TestingStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A number in the history and the operation that carries it out: both or neither. */
final class DeploymentOrdersTest {
  private static final Request ADA = new Request("ada", "cli", "");
  private static final Deployments.Wanted WANTED =
      new Deployments.Wanted("ledger", "production", Deployment.Kind.DEPLOY, "deploy", "ada");

  private final TestingStore testing = TestingStore.fresh(Catalog.SCHEMA, Operations.SCHEMA);
  private final InstantSource clock = InstantSource.system();
  private final Deployments deployments = new Deployments(testing.store(), clock);
  private final App app =
      new Apps(testing.store(), clock).register("ledger", Path.of("/apps/ledger"));

  /** What {@link Deploy} is to orders, without its machinery; nobody runs it here. */
  private record Deploying(Deployments deployments, boolean dies)
      implements OperationType<DeployOrder> {
    @Override
    public String name() {
      return "deploy";
    }

    @Override
    public Class<DeployOrder> input() {
      return DeployOrder.class;
    }

    @Override
    public String target(DeployOrder order) {
      return order.target();
    }

    @Override
    public String title(DeployOrder order) {
      // The number is taken by now, and the operation is not recorded yet.
      if (dies) {
        throw new IllegalStateException("the control plane died");
      }
      return order.version();
    }

    @Override
    public List<Step<DeployOrder, ?>> steps() {
      return List.of();
    }

    @Override
    public void abandoned(Handle handle, DeployOrder order) {
      deployments.abandon(handle, order.app(), order.environment(), order.number());
    }
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  @Test
  void whoDiesInBetweenLeavesNeither() {
    var dying = new Deploying(deployments, true);
    try (var operations = new Operations(testing.store(), OperationTypes.of(dying), clock)) {
      var orders = new DeploymentOrders(deployments, operations, dying);
      assertThatThrownBy(() -> orders.place(app, WANTED, ADA)).hasMessage("the control plane died");
    }
    assertThat(deployments.history("ledger", "production", 10)).isEmpty();
  }

  @Test
  void anOrderIsKnownByItsOperationAndFailsWhenThatIsCancelledInTheQueue() {
    var type = new Deploying(deployments, false);
    try (var operations = new Operations(testing.store(), OperationTypes.of(type), clock)) {
      var placed = new DeploymentOrders(deployments, operations, type).place(app, WANTED, ADA);
      assertThat(deployments.get("ledger", "production", 1).operation())
          .contains(placed.operation());

      operations.cancel(placed.operation(), ADA);

      assertThat(deployments.get("ledger", "production", 1).state())
          .isEqualTo(Deployment.State.FAILED);
    }
  }
}
