package dev.slipway.delivery.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Promotion;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.testing.TestingRecords;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Step;
import dev.slipway.protocol.operation.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for, what is refused, and that a trigger does it once. */
final class PromotionDeskTest {
  private static final Request ADA = new Request("ada", "cli", "");
  private static final int AT_ONCE = 8;

  private static final String MANIFEST =
      """
      app: ledger
      services:
        web: { start: ./run, health: /health }
      environments:
        staging: {}
        mirror: { trigger: after staging }
        production: { promote: { from: staging, soak: 48h } }
      """;

  private static final String GREEN =
      """
      {"verify": [{"name": "health", "outcome": "PASSED", "fact": "200"}]}
      """;

  private TestingRecords testing;
  private Operations operations;
  private PromotionDesk desk;

  /** What deployments and plans are to the desk; nobody runs them here. */
  private record Asked(String name) implements OperationType<DeployOrder> {
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
      return order.version();
    }

    @Override
    public List<Step<DeployOrder, ?>> steps() {
      return List.of();
    }
  }

  @BeforeEach
  void open() throws Exception {
    testing = new TestingRecords(MANIFEST);
    var deploy = new Asked("deploy");
    var plan = new Asked("plan");
    var clock = InstantSource.system();
    operations = new Operations(testing.store().store(), OperationTypes.of(deploy, plan), clock);
    desk =
        new PromotionDesk(
            testing.records(), testing.instruments(), deploy, plan, operations, clock);
  }

  @AfterEach
  void close() throws Exception {
    operations.close();
    testing.close();
  }

  private static PromotionDesk.Wish wish(String to) {
    return new PromotionDesk.Wish("ledger", "staging", to, Optional.empty());
  }

  private static PromotionDesk.Wish hotfix(String why) {
    return new PromotionDesk.Wish("ledger", "staging", "production", Optional.of(why));
  }

  private Deployment staging() throws Exception {
    var staging = testing.serving("staging", testing.build("one"), GREEN);
    testing.runtime().runs(staging, staging.servingSince().orElseThrow(), 0);
    return staging;
  }

  private List<Deployment> history(String environment) {
    return testing.records().deployments().history("ledger", environment, 20);
  }

  @Test
  void whatIsNotMetIsRefusedBeforeANumberIsTaken() throws Exception {
    assertThatThrownBy(() -> desk.promote(wish("production"), ADA))
        .hasMessageContaining("ledger/staging: nothing serves there to promote");
    staging();

    assertThatThrownBy(() -> desk.promote(wish("production"), ADA))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("SLIP-7701");
              assertThat(e.problem().fact())
                  .startsWith(
                      "ledger/production does not take staging v1: not met: soak (2 d without a"
                          + " fall): v1 has run there for ");
            });
    assertThat(history("production")).isEmpty();
    assertThatThrownBy(() -> desk.promote(wish("staging"), ADA))
        .hasMessageContaining("staging can't be promoted to itself");
    assertThatThrownBy(() -> hotfix(" "))
        .hasMessageContaining("ledger/production: a hotfix needs a reason");
  }

  @Test
  void aHotfixBringsTheSameBuildAndItsReasonStays() throws Exception {
    var staging = staging();

    var ordered = desk.promote(hotfix("sign-in is broken"), ADA);

    var opened = history("production").getFirst();
    assertThat(opened.kind()).isEqualTo(Deployment.Kind.PROMOTION);
    assertThat(opened.title()).isEqualTo("hotfix, promotion of staging v1: sign-in is broken");
    assertThat(opened.build()).isEqualTo(staging.build());
    assertThat(opened.operation()).isEqualTo(ordered.operation());
    assertThat(testing.records().promotions().of(opened))
        .contains(
            new Promotion("staging", 1, Promotion.How.ASKED, Optional.of("sign-in is broken")));
    assertThat(ordered.criteria())
        .anyMatch(one -> one.name().equals("soak") && one.standing() == Criterion.Standing.SKIPPED);
    assertThat(testing.records().deployments().recordOf(opened))
        .contains("sign-in is broken", "left out by the hotfix", "staging");
  }

  @Test
  void whatServesThereAlreadyIsNotPromotedAgain() throws Exception {
    staging();
    testing.serving("mirror", testing.build("one"), GREEN);

    assertThat(desk.promote(wish("mirror"), ADA).operation()).isEmpty();
    assertThat(history("mirror")).hasSize(1);
  }

  @Test
  void howeverManyFollowItComesOnce() throws Exception {
    staging();
    var outlook = desk.look(wish("mirror"));
    assertThat(outlook.isRefused()).describedAs("%s", outlook.criteria()).isFalse();
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          java.util.stream.IntStream.range(0, AT_ONCE)
              .mapToObj(
                  any ->
                      threads.submit(
                          () -> {
                            begin.await();
                            return desk.follow(wish("mirror"), outlook, ADA);
                          }))
              .toList();
      begin.countDown();
      var came = 0;
      for (Future<Optional<PromotionDesk.Ordered>> one : all) {
        came += one.get().isPresent() ? 1 : 0;
      }
      assertThat(came).isEqualTo(1);
    }
    assertThat(history("mirror")).hasSize(1);
    // Also once it has failed: a person decides about a second time.
    assertThat(desk.follow(wish("mirror"), outlook, ADA)).isEmpty();
  }
}
