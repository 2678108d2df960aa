package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.protocol.edge.Figures.Health;
import dev.slipway.protocol.edge.HealthCheck;
import dev.slipway.protocol.edge.Hold;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.PoolPolicy;
import dev.slipway.protocol.edge.RoutingTable;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Instances come and go, and no request is lost over it. */
final class SwitchTest {
  private static Target target(String release, TestingBackend backend) {
    return Target.local(release + "-1", release, backend.port());
  }

  @Test
  void aSwitchIsCompleteWhenPutTableReturns() throws Exception {
    try (var blue = TestingBackend.saying("blue");
        var green = TestingBackend.saying("green");
        var edge = TestingEdge.start()) {
      for (var i = 0; i < 20; i++) {
        edge.serve(Pool.of("app", List.of(target("v1", blue))));
        assertThat(edge.get("/").body()).isEqualTo("blue");
        edge.serve(Pool.of("app", List.of(target("v2", green))));
        assertThat(edge.get("/").body()).isEqualTo("green");
      }
      assertThat(edge.admin().drained("v1-1")).isTrue();
      assertThat(edge.admin().drained("v2-1")).isFalse();
    }
  }

  @Test
  void anOlderTableIsRefused() {
    try (var edge = TestingEdge.start()) {
      edge.admin().putTable(TestingEdge.table(7, Pool.of("app", List.of())));
      assertThatThrownBy(
              () -> edge.admin().putTable(TestingEdge.table(6, Pool.of("app", List.of()))))
          .hasMessageContaining("SLIP-4005 routing table 6 is older than 7, which is served");
    }
  }

  @Test
  void aDrainedInstanceFinishesWhatItIsAt() throws Exception {
    var arrived = new CountDownLatch(1);
    var mayAnswer = new CountDownLatch(1);
    try (var old =
            TestingBackend.behaving(
                exchange -> {
                  arrived.countDown();
                  await(mayAnswer);
                  TestingBackend.answer(exchange, 200, "old");
                });
        var fresh = TestingBackend.saying("fresh");
        var edge = TestingEdge.start()) {
      edge.serve(Pool.of("app", List.of(target("v1", old))));
      var running = CompletableFuture.supplyAsync(() -> edge.get("/slow").body());
      await(arrived);
      edge.serve(Pool.of("app", List.of(target("v2", fresh))));
      assertThat(edge.admin().instance("v1-1").inFlight()).isEqualTo(1);
      assertThat(edge.admin().drained("v1-1")).isFalse();
      assertThat(edge.get("/").body()).isEqualTo("fresh");
      mayAnswer.countDown();
      assertThat(running.get()).isEqualTo("old");
      Eventually.isTrue("drained", () -> edge.admin().drained("v1-1"));
    }
  }

  @Test
  void aDrainEndsWhenItsTimeIsOver() throws Exception {
    var never = new CountDownLatch(1);
    var arrived = new CountDownLatch(1);
    try (var old =
            TestingBackend.behaving(
                exchange -> {
                  arrived.countDown();
                  await(never);
                });
        var edge = TestingEdge.start()) {
      var policy = PoolPolicy.DEFAULT.withDrain(Duration.ofMillis(100));
      edge.serve(Pool.of("app", List.of(target("v1", old))).withPolicy(policy));
      var running = CompletableFuture.supplyAsync(() -> edge.send("POST", "/", "x"));
      await(arrived);
      edge.serve(Pool.of("app", List.of()));
      assertThat(running.get().statusCode()).isEqualTo(502);
      assertThat(edge.admin().drained("v1-1")).isTrue();
      never.countDown();
    }
  }

  @Test
  void heldRequestsWaitAndThenGoThrough() throws Exception {
    try (var blue = TestingBackend.saying("blue");
        var green = TestingBackend.saying("green");
        var edge = TestingEdge.start()) {
      var pool = Pool.of("app", List.of(target("v1", blue)));
      edge.serve(pool.withHold(new Hold(Duration.ofSeconds(20))));
      var waiting =
          IntStream.range(0, 5)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> edge.send("POST", "/", "x").body()))
              .toList();
      Eventually.isTrue(
          "five clients connected", () -> edge.admin().figures(10).connections() >= 5);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      edge.serve(Pool.of("app", List.of(target("v2", green))));
      for (var answer : waiting) {
        assertThat(answer.get()).isEqualTo("green");
      }
      assertThat(blue.requests()).isZero();
    }
  }

  @Test
  void aHoldHasALimit() throws Exception {
    try (var blue = TestingBackend.saying("blue");
        var edge = TestingEdge.start()) {
      edge.serve(
          Pool.of("app", List.of(target("v1", blue))).withHold(new Hold(Duration.ofMillis(200))));
      var answer = edge.get("/");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
    }
  }

  @Test
  void aRequestThatCouldNotBeSentIsTriedElsewhere() throws Exception {
    try (var well = TestingBackend.saying("well");
        var edge = TestingEdge.start()) {
      edge.serve(
          Pool.of("app", List.of(Target.local("dead", "v1", closedPort()), target("v1", well))));
      for (var i = 0; i < 20; i++) {
        assertThat(edge.send("POST", "/", "order " + i).body()).isEqualTo("well");
      }
      var dead =
          edge.admin().figures(60).instances().stream()
              .filter(one -> one.instance().equals("dead"))
              .findFirst()
              .orElseThrow();
      assertThat(dead.traffic().total().retries()).isGreaterThanOrEqualTo(5);
      assertThat(dead.traffic().total().ejections()).isPositive();
      assertThat(dead.health()).isEqualTo(Health.EJECTED);
    }
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void anInstanceThatFailsItsChecksGetsNothingUntilItIsWellAgain() throws Exception {
    var well = new AtomicBoolean(true);
    try (var sick =
            TestingBackend.behaving(
                exchange -> TestingBackend.answer(exchange, well.get() ? 200 : 500, "one"));
        var sound = TestingBackend.saying("two");
        var edge = TestingEdge.start()) {
      var check = new HealthCheck("/", null, Duration.ofMillis(20), Duration.ofSeconds(2), 1, 1);
      edge.serve(Pool.of("app", List.of(target("a", sick), target("b", sound))).withHealth(check));
      well.set(false);
      Eventually.isTrue("taken out", () -> health(edge, "a-1") == Health.UNHEALTHY);
      for (var i = 0; i < 10; i++) {
        assertThat(edge.get("/").body()).isEqualTo("two");
      }
      well.set(true);
      Eventually.isTrue("back", () -> health(edge, "a-1") == Health.HEALTHY);
    }
  }

  private static Health health(TestingEdge edge, String instance) {
    return edge.admin().figures(10).instances().stream()
        .filter(one -> one.instance().equals(instance))
        .findFirst()
        .orElseThrow()
        .health();
  }

  @Test
  void aCanaryGetsItsShareAndClientsStayWithTheirRelease() throws Exception {
    try (var old = TestingBackend.saying("v1");
        var canary = TestingBackend.saying("v2");
        var edge = TestingEdge.start()) {
      edge.serve(
          Pool.of("app", List.of(target("v1", old), target("v2", canary)))
              .withShares(Map.of("v1", 80, "v2", 20))
              .withPolicy(PoolPolicy.DEFAULT.withSticky(true)));
      var canaryAnswers = 0;
      String cookieOfCanary = null;
      for (var i = 0; i < 400; i++) {
        var answer = edge.get("/");
        if (answer.body().equals("v2")) {
          canaryAnswers++;
          cookieOfCanary = answer.headers().firstValue("set-cookie").orElseThrow();
        }
      }
      assertThat(canaryAnswers).isBetween(40, 130);
      var cookie = cookieOfCanary.substring(0, cookieOfCanary.indexOf(';'));
      for (var i = 0; i < 20; i++) {
        var answer = edge.get("/", "cookie", "theme=dark; " + cookie);
        assertThat(answer.body()).isEqualTo("v2");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
      }
    }
  }

  @Test
  void theLastTableIsServedAfterARestart() throws Exception {
    try (var backend = TestingBackend.saying("still here");
        var edge = TestingEdge.start()) {
      edge.serve(Pool.of("app", List.of(target("v1", backend))));
      edge.stop();
      var again = TestingEdge.startOn(edge.state());
      assertThat(again.get("/").body()).isEqualTo("still here");
      again.serve(Pool.of("app", List.of(target("v2", backend))));
      again.stop();

      Files.writeString(edge.state().resolve("table.json"), "{ broken");
      var afterDamage = TestingEdge.startOn(edge.state());
      assertThat(afterDamage.get("/").body()).isEqualTo("still here");
      assertThat(afterDamage.admin().table().version()).isEqualTo(1);
      assertThat(afterDamage.admin().health().warnings())
          .singleElement()
          .asString()
          .contains("table.json can't be used", "SLIP-4001");
      afterDamage.stop();
    }
  }

  @Test
  void figuresTellReleasesApartAndNoTrafficIsSaid() throws Exception {
    try (var backend =
            TestingBackend.behaving(
                exchange ->
                    TestingBackend.answer(
                        exchange,
                        exchange.getRequestURI().getPath().equals("/bad") ? 500 : 200,
                        "x"));
        var quiet = TestingBackend.saying("quiet");
        var edge = TestingEdge.start()) {
      edge.serve(
          Pool.of("app", List.of(target("v1", backend), target("v0", quiet)))
              .withShares(Map.of("v1", 1)));
      for (var i = 0; i < 9; i++) {
        edge.get("/");
      }
      edge.get("/bad");
      Eventually.isTrue(
          "counted",
          () -> edge.admin().figures(60).instances().get(0).traffic().window().requests() == 10);
      var busy = edge.admin().figures(60).instances().get(0);
      assertThat(busy.release()).isEqualTo("v1");
      assertThat(busy.traffic().window().statuses())
          .containsEntry("2xx", 9L)
          .containsEntry("5xx", 1L);
      assertThat(busy.traffic().window().errorRate()).isEqualTo(0.1);
      assertThat(busy.traffic().latency().p99()).isPositive();
      assertThat(edge.admin().prometheus())
          .contains("slipway_edge_requests_total{pool=\"app\",release=\"v1\"");
      assertThat(quiet.requests()).isZero();
    }
  }

  @Test
  void tenThousandSitesAreTakenQuickly() throws Exception {
    try (var backend = TestingBackend.saying("far down");
        var edge = TestingEdge.start()) {
      var pool = Pool.of("app", List.of(target("v1", backend)));
      var sites = new ArrayList<Site>();
      for (var i = 0; i < 10_000; i++) {
        sites.add(Site.of("app/" + i, List.of("h" + i + ".test"), "app"));
      }
      var table = new RoutingTable(1, sites, List.of(pool), List.of());
      edge.admin().putTable(table);
      assertThat(edge.raw("GET / HTTP/1.1\r\nhost: h9999.test\r\nconnection: close\r\n\r\n"))
          .endsWith("far down");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
