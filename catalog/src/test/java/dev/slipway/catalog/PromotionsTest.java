package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.store.testing.TestingStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PromotionsTest {
  private final TestingStore testing = TestingStore.fresh(Catalog.SCHEMA);
  private final Deployments deployments = new Deployments(testing.store(), InstantSource.system());
  private final Promotions promotions = new Promotions(testing.store());

  @BeforeEach
  void register() {
    new Apps(testing.store(), InstantSource.system()).register("ledger", Path.of("/ledger"));
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  private Deployment open(String environment) {
    return deployments.open(
        new Deployments.Wanted(
            "ledger", environment, Deployment.Kind.PROMOTION, "promotion of staging v1", "ada"));
  }

  private void record(Deployment deployment, Promotion promotion) {
    testing
        .store()
        .transact(
            handle -> {
              promotions.record(handle, deployment, promotion);
              return deployment;
            });
  }

  @Test
  void whereAnEntryCameFromIsKept() {
    var origin = open("staging");
    var deployment = open("production");
    var promotion =
        new Promotion("staging", 1, Promotion.How.ASKED, Optional.of("sign-in is broken"));
    assertThat(promotions.hasComeTo("production", origin)).isFalse();

    record(deployment, promotion);

    assertThat(promotions.of(deployment)).contains(promotion);
    assertThat(promotions.of(origin)).isEmpty();
    assertThat(promotions.hasComeTo("production", origin)).isTrue();
    assertThat(promotions.hasComeTo("qa", origin)).isFalse();
    assertThat(deployments.get("ledger", "production", 1).kind())
        .isEqualTo(Deployment.Kind.PROMOTION);
  }

  @Test
  void aPersonMayPromoteAgainAndATriggerMayNot() {
    var asked = new Promotion("staging", 1, Promotion.How.ASKED, Optional.empty());
    record(open("production"), asked);
    record(open("production"), asked);
    var following = new Promotion("staging", 1, Promotion.How.FOLLOWING, Optional.empty());
    record(open("production"), following);

    assertThatThrownBy(() -> record(open("production"), following))
        .hasMessageContaining("promotion_followed");
  }
}
