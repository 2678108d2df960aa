package dev.slipway.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.store.testing.TestingStore;
import dev.slipway.watch.TestingPlace;
import dev.slipway.watch.WatchState;
import dev.slipway.watch.Watched;
import dev.slipway.watch.alert.Finding;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.probe.Probe.Result;
import dev.slipway.watch.sensor.ProbeSensor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Every sort of probe against real sockets: well, not well, and not to be asked. */
@Timeout(120)
final class OwnProbesTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final Path REDIS = Path.of("/usr/bin/redis-server");

  private final TestingStore testing = TestingStore.fresh(WatchState.SCHEMA);
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private HttpServer http;
  private volatile int status = 200;
  private Map<String, String> variables = Map.of();

  @BeforeEach
  void open() throws Exception {
    http = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    http.createContext(
        "/",
        exchange -> {
          var body =
              ("all is well at " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    http.start();
  }

  @AfterEach
  void close() throws Exception {
    http.stop(0);
    testing.close();
  }

  private static Watched place(String probes) throws Exception {
    var yaml =
        """
        app: shop
        services:
          web: { start: ./serve }
        environments:
          production: { domains: [shop.example] }
        probes:
        """;
    return TestingPlace.watched(
        TestingPlace.environment(yaml + probes.indent(2)), Optional.empty());
  }

  private HeartbeatBook book() {
    return new HeartbeatBook(testing.store(), () -> now);
  }

  private OwnProbes probes(HeartbeatBook book) {
    return new OwnProbes(
        new HttpQuestion(host -> "http://127.0.0.1:" + http.getAddress().getPort()),
        new RedisQuestion((serving, name) -> Optional.ofNullable(variables.get(name))),
        new CertificateQuestion(() -> now),
        book);
  }

  private Result ask(String probe) throws Exception {
    var results = probes(book()).ask(place("one: " + probe));
    assertThat(results).hasSize(1);
    return results.values().iterator().next();
  }

  @Test
  void aPathThroughTheEdgeAndAUrlAnywhere() throws Exception {
    var url = "http://127.0.0.1:" + http.getAddress().getPort();
    assertThat(ask("/health?deep=1")).isInstanceOf(Result.Passed.class);
    assertThat(ask("{ http: '" + url + "/x?y=1', text: at /x?y=1, status: 200 }"))
        .isInstanceOf(Result.Passed.class);
    assertThat(ask("{ http: /x, text: nothing of it }"))
        .isEqualTo(
            new Result.Failed("GET /x answered without \"nothing of it\": all is well at /x"));
    assertThat(ask("{ http: /x, status: 401 }"))
        .isEqualTo(new Result.Failed("GET /x answered 200"));
    status = 404;
    assertThat(ask("/x")).isEqualTo(new Result.Failed("GET /x answered 404"));
    http.stop(0);
    assertThat(ask("/x")).isEqualTo(new Result.Failed("GET /x: connection refused"));
  }

  @Test
  void aPort() throws Exception {
    try (var server = new ServerSocket(0, 5, HERE)) {
      var port = "{ tcp: '127.0.0.1:" + server.getLocalPort() + "' }";
      assertThat(ask(port)).isInstanceOf(Result.Passed.class);
      server.close();
      assertThat(ask(port))
          .asString()
          .contains("Failed", "127.0.0.1:" + server.getLocalPort() + ": Connection refused");
    }
    assertThat(ask("{ tcp: 'no-such-host.invalid:80' }"))
        .isEqualTo(
            new Result.Failed("no-such-host.invalid:80: no-such-host.invalid has no address"));
  }

  @Test
  void redisWithItsPassword() throws Exception {
    var probe = "{ redis: REDIS_URL }";
    assertThat(ask(probe)).isEqualTo(new Result.NotMade("REDIS_URL has no value"));
    try (var redis = new TestingRedis("s:ecret%")) {
      variables = Map.of("REDIS_URL", "redis://:s%3Aecret%25@127.0.0.1:" + redis.port() + "/0");
      assertThat(ask(probe)).isInstanceOf(Result.Passed.class);
      assertThat(redis.heard).contains("AUTH s:ecret%", "PING");
      variables = Map.of("REDIS_URL", "redis://shop:wrong@127.0.0.1:" + redis.port());
      assertThat(ask(probe))
          .isEqualTo(
              new Result.Failed(
                  "it refused the password: -WRONGPASS invalid username-password pair"));
      assertThat(redis.heard).contains("AUTH shop wrong");
      variables = Map.of("REDIS_URL", "redis://127.0.0.1:" + redis.port());
      assertThat(ask(probe))
          .isEqualTo(new Result.Failed("PING was answered -NOAUTH Authentication required."));
    }
    assertThat(ask(probe)).isEqualTo(new Result.Failed("Connection refused"));
    variables = Map.of("REDIS_URL", "s:ecret that is no address");
    assertThat(ask(probe))
        .asString()
        .contains("NotMade", "REDIS_URL is not a URL of Redis")
        .doesNotContain("ecret that");
  }

  static boolean redisIsHere() {
    return Files.isExecutable(REDIS);
  }

  @Test
  @EnabledIf("redisIsHere")
  void aRealRedis(@TempDir Path folder) throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, HERE)) {
      port = free.getLocalPort();
    }
    var server =
        new ProcessBuilder(
                REDIS.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                "sesame",
                "--save",
                "",
                "--dir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      variables = Map.of("REDIS_URL", "redis://:sesame@127.0.0.1:" + port);
      while (!(ask("{ redis: REDIS_URL }") instanceof Result.Passed)) {
        assertThat(server.isAlive()).isTrue();
      }
      variables = Map.of("REDIS_URL", "redis://default:sesame@127.0.0.1:" + port + "/0");
      assertThat(ask("{ redis: REDIS_URL }")).isInstanceOf(Result.Passed.class);
      variables = Map.of("REDIS_URL", "redis://:wrong@127.0.0.1:" + port);
      assertThat(ask("{ redis: REDIS_URL }")).asString().contains("it refused the password");
      variables = Map.of("REDIS_URL", "redis://127.0.0.1:" + port);
      assertThat(ask("{ redis: REDIS_URL }")).asString().contains("PING was answered -NOAUTH");
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  @Test
  void whoTakesTheConnectionAndSaysNothingIsNotWell() throws Exception {
    try (var silent = new ServerSocket(0, 5, HERE)) {
      variables = Map.of("REDIS_URL", "redis://127.0.0.1:" + silent.getLocalPort());
      assertThat(ask("{ redis: REDIS_URL }")).isEqualTo(new Result.Failed("no answer within 5 s"));
    }
  }

  @Test
  void aName() throws Exception {
    assertThat(ask("{ domain: localhost }")).isInstanceOf(Result.Passed.class);
    assertThat(ask("{ domain: no-such-name.invalid }"))
        .isEqualTo(new Result.Failed("no-such-name.invalid has no address"));
    assertThat(ask("{ domain: localhost, addresses: [203.0.113.7] }"))
        .asString()
        .contains("localhost leads to ", "127.0.0.1", ", not to 203.0.113.7");
  }

  @Test
  void theCertificateOfAnyHost() throws Exception {
    try (var server = new TestingTls(Instant.parse("2026-12-05T12:00:00Z"))) {
      var where = "certificate: 'localhost:" + server.port() + "'";
      assertThat(ask("{ " + where + " }")).isInstanceOf(Result.Passed.class);
      assertThat(ask("{ " + where + ", least: 30d }"))
          .asString()
          .containsPattern("the certificate of localhost:\\d+ ends in 1\\d d");
      now = Instant.parse("2026-12-06T12:00:00Z");
      assertThat(ask("{ " + where + " }")).asString().contains("ended 2026-12-05T12:00:00Z");
    }
    try (var plain = new ServerSocket(0, 5, HERE)) {
      Thread.ofVirtual().start(() -> closeFirst(plain));
      assertThat(ask("{ certificate: 'localhost:" + plain.getLocalPort() + "' }"))
          .isInstanceOf(Result.Failed.class);
    }
  }

  private static void closeFirst(ServerSocket server) {
    try {
      server.accept().close();
    } catch (IOException gone) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aHeartbeatIsCalledInItsTime() throws Exception {
    var book = book();
    var place = place("nightly: { heartbeat: 1d, late: 1h }");
    var probes = probes(book);
    assertThat(probes.ask(place)).containsOnlyKeys("heartbeat nightly");
    var secret = book.of("shop", "production").getFirst().secret();
    assertThat(secret).matches("[0-9a-f]{40}");
    now = now.plus(Duration.ofHours(26));
    assertThat(probes.ask(place).values())
        .containsExactly(
            new Result.Failed("it was never called in 1 d 2 h, and a call is due each 1 d"));
    assertThat(book.called("0".repeat(40))).isFalse();
    assertThat(book.called(secret)).isTrue();
    assertThat(probes.ask(place).values()).containsExactly(new Result.Passed());
    assertThat(book.called(secret)).describedAs("twice in a second").isTrue();
    now = now.plus(Duration.ofHours(26));
    assertThat(probes.ask(place).values())
        .containsExactly(
            new Result.Failed("its last call came 1 d 2 h ago, and one is due each 1 d"));
    // A control plane that was away could not be called: it waits once more.
    assertThat(probes(book()).ask(place).values()).containsExactly(new Result.Passed());
    assertThat(book().of("shop", "production").getFirst().secret()).isEqualTo(secret);
  }

  @Test
  void whatFailsThreeTimesIsToldByItsOwnRule() throws Exception {
    var place = place("queue: { tcp: 'no-such-host.invalid:80' }\nbeat: { heartbeat: 1m }");
    var book = book();
    probes(book).ask(place);
    now = now.plus(Duration.ofHours(1));
    var days = new ProbeDays(testing.store());
    var all = new Probes(List.of(probes(book)), () -> List.of(place), days, () -> now);
    for (var i = 0; i < 3; i++) {
      assertThat(new ProbeSensor(Rule.PROBE, all).look(place)).isEmpty();
      all.look();
    }
    assertThat(new ProbeSensor(Rule.PROBE, all).look(place))
        .extracting(Finding::object)
        .containsExactly("queue");
    assertThat(new ProbeSensor(Rule.HEARTBEAT, all).look(place))
        .extracting(Finding::object)
        .containsExactly("beat");
    assertThat(new ProbeSensor(Rule.DOWN, all).look(place)).isEmpty();
    assertThat(days.of("shop", "production"))
        .extracting(ProbeDays.Day::probe, ProbeDays.Day::failed)
        .containsExactly(tuple("heartbeat beat", 3), tuple("probe queue", 3));
  }
}
