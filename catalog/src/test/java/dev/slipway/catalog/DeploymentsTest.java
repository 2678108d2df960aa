package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kit.ProblemException;
import dev.slipway.store.testing.TestingStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeploymentsTest {
  private final TestingStore testing = TestingStore.fresh(Catalog.SCHEMA);
  private final InstantSource clock = () -> Instant.parse("2026-11-21T09:00:00Z");
  private final Deployments deployments = new Deployments(testing.store(), clock);

  @BeforeEach
  void register() {
    new Apps(testing.store(), clock).register("ledger", Path.of("/apps/ledger"));
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private Deployment open() {
    return deployments.open(
        new Deployments.Wanted("ledger", "production", Deployment.Kind.DEPLOY, "deploy", "ada"));
  }

  @Test
  void numbersAreGivenOnceEvenToManyAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asks = new ArrayList<Callable<Integer>>();
      for (var i = 0; i < 12; i++) {
        asks.add(() -> open().number());
      }
      var numbers = new ArrayList<Integer>();
      for (var ask : threads.invokeAll(asks)) {
        numbers.add(ask.get());
      }
      assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }
  }

  @Test
  void oneServesAndTheOneBeforeIsSuperseded() {
    var first = open();
    var second = open();
    testing.store().jdbi().useTransaction(handle -> deployments.serve(handle, first));
    testing.store().jdbi().useTransaction(handle -> deployments.serve(handle, second));
    testing.store().jdbi().useTransaction(handle -> deployments.serve(handle, second));
    assertThat(deployments.serving("ledger", "production").map(Deployment::version)).contains("v2");
    assertThat(deployments.get("ledger", "production", 1).state())
        .isEqualTo(Deployment.State.SUPERSEDED);
  }

  @Test
  void aFailedOneGivesWayToTheOneBefore() {
    var first = open();
    var second = open();
    testing.store().jdbi().useTransaction(handle -> deployments.serve(handle, first));
    testing.store().jdbi().useTransaction(handle -> deployments.serve(handle, second));
    testing
        .store()
        .jdbi()
        .useTransaction(handle -> deployments.fail(handle, second, Optional.of(first)));
    assertThat(deployments.serving("ledger", "production").map(Deployment::version)).contains("v1");
  }

  @Test
  void anApplicationThatIsNotThereIsNamedWithTheOneThatWasMeant() {
    assertThatThrownBy(() -> new Apps(testing.store(), clock).get("leger"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("leger: there is no such application")
        .hasMessageContaining("did you mean ledger?");
  }
}
