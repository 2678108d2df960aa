package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers on their way through. */
final class ProxyTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "epoll", "nio"})
  void anAnswerComesThroughOnEachTransport(String transport) throws Exception {
    try (var backend = TestingBackend.saying("hello");
        var edge = TestingEdge.start(transport)) {
      edge.serve(Pool.of("app", List.of(Target.local("i0", "v1", backend.port()))));
      for (var i = 0; i < 3; i++) {
        var answer = edge.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
      }
      assertThat(backend.requests()).isEqualTo(3);
    }
  }

  @Test
  void largeBodiesPassBothWays() throws Exception {
    var body = "0123456789abcdef".repeat(256 << 10);
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  var got = exchange.getRequestBody().readAllBytes();
                  exchange.sendResponseHeaders(200, 0);
                  exchange.getResponseBody().write(got);
                });
        var edge = TestingEdge.serving(backend)) {
      assertThat(edge.send("POST", "/echo", body).body()).isEqualTo(body);
      assertThat(edge.raw(chunkedPost("hello", "world"))).contains("helloworld");
    }
  }

  private static String chunkedPost(String... parts) {
    var text =
        new StringBuilder(
            "POST /echo HTTP/1.1\r\n"
                + "host: a\r\n"
                + "connection: close\r\n"
                + "transfer-encoding: chunked\r\n\r\n");
    for (var part : parts) {
      text.append(Integer.toHexString(part.length())).append("\r\n").append(part).append("\r\n");
    }
    return text.append("0\r\n\r\n").toString();
  }

  @Test
  void theInstanceLearnsWhoAskedAndNotWhatTheClientClaims() throws Exception {
    Map<String, String> seen = new ConcurrentHashMap<>();
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  exchange
                      .getRequestHeaders()
                      .forEach((name, values) -> seen.put(name.toLowerCase(), values.toString()));
                  TestingBackend.answer(exchange, 200, "");
                });
        var edge = TestingEdge.serving(backend)) {
      edge.raw(
          """
          GET / HTTP/1.1
          Host: Shop.Example:80
          Connection: close, x-secret
          X-Forwarded-For: 6.6.6.6
          Forwarded: for=6.6.6.6
          X-Secret: dropped
          X-Request-Id: mine-1
          traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01

          """
              .replace("\n", "\r\n"));
      assertThat(seen)
          .containsEntry("host", "[shop.example:80]")
          .containsEntry("x-forwarded-for", "[127.0.0.1]")
          .containsEntry("x-forwarded-proto", "[http]")
          .containsEntry("x-forwarded-host", "[shop.example:80]")
          .containsEntry("forwarded", "[for=127.0.0.1;proto=http]")
          .containsEntry("x-request-id", "[mine-1]")
          .containsEntry("traceparent", "[00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01]")
          .doesNotContainKeys("x-secret");
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() throws Exception {
    try (var backend =
            TestingBackend.behaving(
                exchange ->
                    TestingBackend.answer(exchange, 200, exchange.getRequestURI().getPath()));
        var edge = TestingEdge.serving(backend)) {
      var answers =
          edge.raw(
              "GET /one HTTP/1.1\r\nhost: a\r\n\r\nGET /two HTTP/1.1\r\nhost: a\r\n\r\n"
                  + "GET /three HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
      assertThat(answers).containsSubsequence("/one", "/two", "/three");
      assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(4);
    }
  }

  @Test
  void anUnknownHostIsTold() {
    try (var edge = TestingEdge.start()) {
      var answer = edge.get("/");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("no application is served under this host name");
    }
  }
}
