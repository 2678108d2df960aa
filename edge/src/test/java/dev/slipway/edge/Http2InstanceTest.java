package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Figures.Health;
import dev.slipway.protocol.edge.HealthCheck;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.PoolPolicy;
import dev.slipway.protocol.edge.Target;
import io.netty.util.internal.PlatformDependent;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Instances that are spoken to in HTTP/2. */
@Timeout(120)
final class Http2InstanceTest {
  private static final int MOST_STREAMS = 20;

  private final TestingHttp2Backend backend = new TestingHttp2Backend(MOST_STREAMS);
  private final TestingEdge edge = TestingEdge.start();

  Http2InstanceTest() {
    serve(backend.port());
  }

  private void serve(int... ports) {
    var targets =
        IntStream.range(0, ports.length)
            .mapToObj(i -> Target.local("i" + ports[i], "v1", ports[i]))
            .toList();
    edge.serve(
        Pool.of("app", targets)
            .withPolicy(PoolPolicy.DEFAULT.withHttp2(true).withDrain(Duration.ofSeconds(5))));
  }

  @AfterEach
  void close() {
    edge.close();
    backend.close();
  }

  @Test
  void anInstanceIsAskedForItsHealthInItsOwnProtocol() throws Exception {
    var check =
        new HealthCheck("/health", null, Duration.ofMillis(20), Duration.ofSeconds(2), 1, 1);
    try (var http1 = TestingBackend.saying("no HTTP/2 here")) {
      edge.serve(
          Pool.of(
                  "app",
                  List.of(
                      Target.local("one", "v1", backend.port()),
                      Target.local("other", "v1", http1.port())))
              .withHealth(check)
              .withPolicy(PoolPolicy.DEFAULT.withHttp2(true)));
      Eventually.isTrue("taken out", () -> health("other") == Health.UNHEALTHY);
      assertThat(health("one")).isEqualTo(Health.HEALTHY);
      backend.well.set(false);
      Eventually.isTrue("taken out", () -> health("one") == Health.UNHEALTHY);
      assertThat(edge.get("/").statusCode()).isEqualTo(503);
      backend.well.set(true);
      Eventually.isTrue("back", () -> health("one") == Health.HEALTHY);
      assertThat(edge.get("/").statusCode()).isEqualTo(200);
    }
  }

  private Health health(String instance) {
    return edge.admin().figures(10).instances().stream()
        .filter(one -> one.instance().equals(instance))
        .findFirst()
        .orElseThrow()
        .health();
  }

  @Test
  void requestsAndBodiesGoThroughAndTrailersComeBack() {
    var answer = edge.raw("GET /a?b=c HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("GET /a?b=c shop.test 0 te=trailers connection=null")
        .contains("0\r\ngrpc-status: 0\r\n\r\n");
    assertThat(edge.send("POST", "/upload", "x".repeat(3_000_000)).body())
        .contains("POST /upload 127.0.0.1")
        .contains(" 3000000 ");
    assertThat(edge.get("/large").body()).hasSize(4 << 20);
  }

  @Test
  void bothSidesInHttp2() throws Exception {
    try (var client =
        HttpClient.newBuilder()
            .sslContext(TlsTest.trusting())
            .version(HttpClient.Version.HTTP_2)
            .build()) {
      var uri = URI.create("https://localhost:" + edge.running().ports().https() + "/large");
      var answers =
          IntStream.range(0, 10)
              .mapToObj(
                  i ->
                      client.sendAsync(
                          HttpRequest.newBuilder(uri).build(),
                          HttpResponse.BodyHandlers.ofByteArray()))
              .toList();
      for (var answer : answers) {
        assertThat(answer.get().body()).hasSize(4 << 20);
      }
    }
  }

  @Test
  void manyRequestsShareAConnectionAndThoseAboveItsLimitTakeAnother() throws Exception {
    var threads = new ArrayList<Thread>();
    var good = new AtomicInteger();
    for (var i = 0; i < 100; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (var j = 0; j < 20; j++) {
                      if (edge.get("/x").statusCode() == 200) {
                        good.incrementAndGet();
                      }
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(good).hasValue(2000);
    assertThat(backend.connections).hasValueBetween(1, 40);
  }

  @Test
  void whatTheInstanceHasNotLookedAtIsSentAgain() {
    assertThat(edge.send("POST", "/refused-once", "").statusCode()).isEqualTo(200);
    assertThat(edge.send("POST", "/gone-once", "").statusCode()).isEqualTo(200);
    var figures = edge.admin().figures(60);
    assertThat(figures.toString()).contains("retries=2").contains("ejections=0");
  }

  @Test
  void whatBreaksIsToldAndNotRepeatedWhereItCouldDoHarm() {
    var before = backend.requests.get();
    assertThat(edge.send("POST", "/reset", "").statusCode()).isEqualTo(502);
    assertThat(backend.requests.get() - before).isEqualTo(1);
    var cut = edge.raw("GET /cut HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(cut).startsWith("HTTP/1.1 200").doesNotEndWith("0\r\n\r\n");
    assertThat(edge.get("/after").statusCode()).isEqualTo(200);
  }

  @Test
  void aGoneInstanceIsReplacedByAnother() throws Exception {
    try (var other = new TestingHttp2Backend(MOST_STREAMS)) {
      serve(backend.port(), other.port());
      for (var i = 0; i < 20; i++) {
        assertThat(edge.get("/x").statusCode()).isEqualTo(200);
      }
      backend.close();
      for (var i = 0; i < 20; i++) {
        assertThat(edge.get("/x").statusCode()).isEqualTo(200);
      }
      serve(other.port());
      Eventually.isTrue("drained", () -> edge.admin().drained("i" + backend.port()));
    }
  }

  @Test
  void whoSpeaksNoHttp2IsNoInstance() throws Exception {
    try (var plain = TestingBackend.saying("HTTP/1.1 alone")) {
      serve(plain.port());
      assertThat(edge.get("/").statusCode()).isEqualTo(502);
    }
  }

  /** An instance's answer that the client does not read waits at the instance. */
  @Test
  void whatIsNotReadIsNotTaken() throws Exception {
    var before = PlatformDependent.usedDirectMemory();
    var sockets = new ArrayList<Socket>();
    for (var i = 0; i < 15; i++) {
      var socket = edge.connect();
      socket.setReceiveBufferSize(16 << 10);
      socket.getOutputStream().write("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
      sockets.add(socket);
    }
    Eventually.isTrue("all asked", () -> backend.requests.get() == 15);
    Eventually.stays("bounded", () -> PlatformDependent.usedDirectMemory() - before < (128L << 20));
    assertThat(edge.get("/x").statusCode()).isEqualTo(200);
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aClientThatLeavesTakesItsStreamAlong() throws Exception {
    for (var i = 0; i < 3 * MOST_STREAMS; i++) {
      try (var socket = edge.connect()) {
        socket.getOutputStream().write("GET /silent HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
        var asked = i + 1;
        Eventually.isTrue("asked", () -> backend.requests.get() == asked);
      }
    }
    assertThat(edge.get("/x").statusCode()).isEqualTo(200);
    Eventually.isTrue(
        "nothing in flight", () -> edge.admin().instance("i" + backend.port()).inFlight() == 0);
  }
}
