package dev.slipway.delivery.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Build;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.protocol.edge.Bypass;
import dev.slipway.protocol.edge.Https;
import dev.slipway.protocol.edge.Maintenance;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.RateLimit;
import dev.slipway.protocol.edge.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tables by which users go over: never one without an instance, never a step back. */
final class ShiftTest {
  private static final String MANIFEST =
      """
      app: shop
      services:
        web:
          start: ./web
      """;

  @Test
  void rollingReplacesOneAfterTheOther() {
    var shift = shift(3, 3);
    var stages = shift.rolling(1);
    assertThat(stages).extracting(Shift.Stage::percent).containsExactly(33, 66, 100);
    assertThat(names(stages.get(0).pools())).containsExactly("n1", "o2", "o3");
    assertThat(stages.get(0).leaving()).isEqualTo(Set.of("o1"));
    assertThat(names(stages.get(1).pools())).containsExactly("n1", "n2", "o3");
    assertThat(names(shift.at(stages.get(2), shift.before()).pools()))
        .containsExactly("n1", "n2", "n3");
  }

  @Test
  void everyTableHasAnInstanceWhateverTheNumbers() {
    for (var old = 1; old <= 4; old++) {
      for (var coming = 1; coming <= 4; coming++) {
        for (var parallel = 1; parallel <= 4; parallel++) {
          var shift = shift(old, coming);
          var last = 0;
          for (var stage : shift.rolling(parallel)) {
            assertThat(names(shift.at(stage, shift.before()).pools())).isNotEmpty();
            assertThat(stage.percent()).isGreaterThan(last);
            last = stage.percent();
          }
          assertThat(last).isEqualTo(100);
        }
      }
    }
  }

  @Test
  void aCanaryGetsItsShareOfTheRequests() {
    var shift = shift(2, 1);
    var stages = shift.shares(List.of(5, 50));
    assertThat(stages).extracting(Shift.Stage::percent).containsExactly(5, 50, 100);
    var pool = stages.getFirst().pools().getFirst();
    assertThat(pool.shares()).isEqualTo(Map.of("v1", 95, "v2", 5));
    assertThat(pool.targets()).extracting(Target::instance).containsExactly("o1", "o2", "n1");
    assertThat(shift.at(stages.getLast(), shift.before()).pools().getFirst().shares()).isEmpty();
  }

  @Test
  void instancesThatSpeakHttp2AreSpokenToSo() {
    assertThat(routing().to(EnvironmentTraffic.NONE, instances(1)).pools().getFirst())
        .satisfies(pool -> assertThat(pool.policy().http2()).isFalse())
        .satisfies(pool -> assertThat(pool.health()).isNotNull());
    var asked = routing(MANIFEST + "    protocol: http2\n");
    assertThat(asked.to(EnvironmentTraffic.NONE, instances(1)).pools().getFirst())
        .satisfies(pool -> assertThat(pool.policy().http2()).isTrue())
        .satisfies(pool -> assertThat(pool.health()).isNotNull());
  }

  @Test
  void plainRequestsAreRedirectedOnceThereIsACertificateOrAsTheFileSays() {
    assertThat(https(""))
        .isEqualTo(new Https(true, true, Duration.ZERO, false, false, List.of("/health")));
    assertThat(https("    https: false\n").redirect()).isFalse();
    assertThat(https("    https: { redirect: true, hsts: { age: 30d, subdomains: true } }\n"))
        .isEqualTo(new Https(true, false, Duration.ofDays(30), true, false, List.of("/health")));
  }

  @Test
  void aServiceThatLimitsItsClientsIsLimitedAtTheEdgeWhereItAnswers() {
    assertThat(limits(MANIFEST)).isEmpty();
    assertThat(limits(MANIFEST + "    path: /api\n    rate-limit: { requests: 100, per: 30s }\n"))
        .containsExactly(new RateLimit("web", "/api", null, 100, Duration.ofSeconds(30)));
    assertThat(limits(MANIFEST + "    reachable: false\n    rate-limit: 100\n")).isEmpty();
  }

  private static List<RateLimit> limits(String manifest) {
    return routing(manifest)
        .to(EnvironmentTraffic.NONE, instances(1))
        .sites()
        .getFirst()
        .policy()
        .rateLimits();
  }

  private static Https https(String keys) {
    return routing(MANIFEST + "environments:\n  development:\n    trigger: manual\n" + keys)
        .to(EnvironmentTraffic.NONE, instances(1))
        .sites()
        .getFirst()
        .https();
  }

  @Test
  void theFirstReleaseComesAtOnce() {
    var first = new Shift(routing(), instances(3), EnvironmentTraffic.NONE);
    assertThat(first.rolling(1)).extracting(Shift.Stage::percent).containsExactly(100);
    assertThat(first.shares(List.of(5))).extracting(Shift.Stage::percent).containsExactly(100);
  }

  @Test
  void aSiteThatIsClosedStaysClosed() {
    var shift = shift(1, 1);
    var closed =
        routing()
            .to(EnvironmentTraffic.NONE, List.of())
            .eachSite(site -> site.withMaintenance(Maintenance.full(Bypass.NOBODY)));
    var after = shift.at(shift.atOnce().getLast(), closed);
    assertThat(after.sites().getFirst().maintenance()).isNotNull();
    assertThat(shift.before().closedLike(closed).sites())
        .allMatch(site -> site.maintenance() != null);
  }

  private static Shift shift(int old, int coming) {
    var before = routing().to(EnvironmentTraffic.NONE, List.of());
    var pools =
        before.pools().stream()
            .map(
                pool ->
                    pool.withTargets(
                        IntStream.rangeClosed(1, old)
                            .mapToObj(i -> Target.local("o" + i, "v1", 100 + i))
                            .toList()))
            .toList();
    return new Shift(routing(), instances(coming), before.withPools(pools));
  }

  private static List<InstanceRef> instances(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> new InstanceRef("web", "n" + i, "127.0.0.1", 200 + i))
        .toList();
  }

  private static Routing routing() {
    return routing(MANIFEST);
  }

  private static Routing routing(String manifest) {
    var build =
        new Build("b1", "shop", "s", Optional.empty(), manifest, Map.of(), "m", Instant.EPOCH);
    return new Routing(Environments.of(build, "development"), build, "v2");
  }

  private static List<String> names(List<Pool> pools) {
    return pools.stream().flatMap(pool -> pool.targets().stream()).map(Target::instance).toList();
  }
}
