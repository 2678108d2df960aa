package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Bypass;
import dev.slipway.protocol.edge.Cors;
import dev.slipway.protocol.edge.Limits;
import dev.slipway.protocol.edge.Maintenance;
import dev.slipway.protocol.edge.Pass;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.RateLimit;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.SitePolicy;
import dev.slipway.protocol.edge.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What stands between a site's visitors and its instances. */
final class GateTest {
  private static final Site SITE = Site.of("erp/production", List.of("*"), "app");

  private static Pool pool(TestingBackend backend) {
    return Pool.of("app", List.of(Target.local("i", "v1", backend.port())));
  }

  @Test
  void aClosedSiteShowsAPageToPeopleAndJsonToPrograms() throws Exception {
    try (var backend = TestingBackend.saying("inside");
        var edge = TestingEdge.start()) {
      edge.serve(SITE.withMaintenance(Maintenance.full(Bypass.NOBODY)), pool(backend));
      var person = edge.get("/", "accept", "text/html,*/*");
      assertThat(person.statusCode()).isEqualTo(503);
      assertThat(person.body()).contains("We will be right back", "about 2 min");
      assertThat(person.headers().firstValue("retry-after")).hasValue("120");
      var program = edge.get("/api");
      assertThat(program.statusCode()).isEqualTo(503);
      assertThat(program.body())
          .isEqualToIgnoringNewLines("{\"status\":503,\"error\":\"closed for maintenance\"}");
      edge.serve(SITE.withMaintenance(null));
      assertThat(edge.get("/").body()).isEqualTo("inside");
    }
  }

  @Test
  void inReadOnlyModeReadingGoesOn() throws Exception {
    try (var backend = TestingBackend.saying("inside");
        var edge = TestingEdge.start()) {
      edge.serve(SITE.withMaintenance(Maintenance.readOnly(Bypass.NOBODY)), pool(backend));
      assertThat(edge.get("/").body()).isEqualTo("inside");
      var write = edge.send("POST", "/", "x");
      assertThat(write.statusCode()).isEqualTo(503);
      assertThat(write.body()).contains("nothing can be changed now");
      assertThat(edge.send("DELETE", "/1", "").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void administratorsPassByLinkNetworkOrSecret() throws Exception {
    try (var backend = TestingBackend.saying("inside");
        var edge = TestingEdge.start()) {
      var closed = Maintenance.full(new Bypass("key-1", List.of("192.0.2.0/24"), "open sesame"));
      edge.serve(SITE.withMaintenance(closed), pool(backend));
      assertThat(edge.get("/", "x-slipway-bypass", "open sesame").body()).isEqualTo("inside");
      assertThat(edge.get("/", "x-slipway-bypass", "wrong").statusCode()).isEqualTo(503);

      var token = Pass.token("key-1", "erp/production", Instant.now().plusSeconds(60));
      var link = edge.get(Pass.PATH + "?token=" + token);
      assertThat(link.statusCode()).isEqualTo(303);
      var cookie = link.headers().firstValue("set-cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
      assertThat(edge.get("/", "cookie", cookie.substring(0, cookie.indexOf(';'))).body())
          .isEqualTo("inside");

      var ended = Pass.token("key-1", "erp/production", Instant.now().minusSeconds(1));
      var elsewhere = Pass.token("key-1", "other/app", Instant.now().plusSeconds(60));
      for (var bad : List.of(ended, elsewhere, token + "x", "9999999999.x", "")) {
        assertThat(edge.get(Pass.PATH + "?token=" + bad).statusCode()).isEqualTo(403);
        assertThat(edge.get("/", "cookie", Pass.COOKIE + "=" + bad).statusCode()).isEqualTo(503);
      }
      edge.serve(
          SITE.withMaintenance(Maintenance.full(new Bypass(null, List.of("127.0.0.0/8"), null))));
      assertThat(edge.get("/").body()).isEqualTo("inside");
    }
  }

  @Test
  void healthPathsCanStayOpenAndNothingClimbsThroughThem() throws Exception {
    try (var backend = TestingBackend.saying("inside");
        var edge = TestingEdge.start()) {
      var closed =
          new Maintenance(
              Maintenance.Mode.FULL,
              "<h1>own</h1>",
              Duration.ofSeconds(9),
              Bypass.NOBODY,
              List.of("/health"));
      edge.serve(SITE.withMaintenance(closed), pool(backend));
      assertThat(edge.get("/health/ready").body()).isEqualTo("inside");
      assertThat(edge.get("/healthy").statusCode()).isEqualTo(503);
      assertThat(edge.get("/", "accept", "text/html").body()).isEqualTo("<h1>own</h1>");
      assertThat(edge.raw("GET /health/../admin HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 503");
      assertThat(
              edge.raw("GET /health/%2e%2e/admin HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 503");
    }
  }

  @Test
  void originsAreEnforced() throws Exception {
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  exchange.getResponseHeaders().set("access-control-allow-origin", "*");
                  TestingBackend.answer(exchange, 200, "x");
                });
        var edge = TestingEdge.start()) {
      edge.serve(
          SITE.withPolicy(SitePolicy.DEFAULT.withCors(Cors.of(List.of("https://app.test")))),
          pool(backend));
      var good = edge.get("/", "origin", "https://app.test").headers();
      assertThat(good.allValues("access-control-allow-origin")).containsExactly("https://app.test");
      assertThat(good.firstValue("access-control-allow-credentials")).hasValue("true");
      assertThat(good.firstValue("vary")).hasValue("origin");
      var bad = edge.get("/", "origin", "https://evil.test").headers();
      assertThat(bad.firstValue("access-control-allow-origin")).isEmpty();

      var asked = backend.requests();
      var preflight =
          edge.send(
              "OPTIONS",
              "/",
              "",
              "origin",
              "https://app.test",
              "access-control-request-method",
              "PUT");
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("access-control-allow-methods"))
          .hasValue("GET, HEAD, POST, PUT, PATCH, DELETE");
      assertThat(
              edge.send(
                      "OPTIONS",
                      "/",
                      "",
                      "origin",
                      "https://evil.test",
                      "access-control-request-method",
                      "PUT")
                  .statusCode())
          .isEqualTo(403);
      assertThat(backend.requests()).isEqualTo(asked);
    }
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    try (var backend = TestingBackend.saying("x");
        var edge = TestingEdge.start()) {
      var limits =
          List.of(
              new RateLimit("login", "/login", null, 3, Duration.ofMinutes(1)),
              new RateLimit("api", "/api", "x-api-key", 2, Duration.ofHours(1)));
      edge.serve(SITE.withPolicy(SitePolicy.DEFAULT.withRateLimits(limits)), pool(backend));
      for (var left = 2; left >= 0; left--) {
        var answer = edge.get("/login");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ratelimit-remaining"))
            .hasValue(Integer.toString(left));
      }
      var refused = edge.raw("GET //login HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
      assertThat(refused)
          .startsWith("HTTP/1.1 429")
          .contains("retry-after: ", "ratelimit-limit: 3");
      assertThat(edge.get("/").statusCode()).isEqualTo(200);

      for (var key : List.of("one", "two")) {
        assertThat(edge.get("/api", "x-api-key", key).statusCode()).isEqualTo(200);
        assertThat(edge.get("/api", "x-api-key", key).statusCode()).isEqualTo(200);
        assertThat(edge.get("/api", "x-api-key", key).statusCode()).isEqualTo(429);
      }
      edge.serve(SITE.withPolicy(SitePolicy.DEFAULT.withRateLimits(limits)));
      assertThat(edge.get("/login").statusCode())
          .describedAs("a new table is no new allowance")
          .isEqualTo(429);
    }
  }

  @Test
  void aCertificateAuthorityGetsItsAnswerEvenFromAClosedSite() throws Exception {
    try (var backend = TestingBackend.saying("inside");
        var edge = TestingEdge.start()) {
      edge.serve(SITE.withMaintenance(Maintenance.full(Bypass.NOBODY)), pool(backend));
      edge.admin().putChallenge("token-1", "token-1.thumbprint");
      assertThat(edge.get("/.well-known/acme-challenge/token-1").body())
          .isEqualTo("token-1.thumbprint");
      edge.admin().removeChallenge("token-1");
      assertThat(edge.get("/.well-known/acme-challenge/token-1").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void bodiesAreLimitedWithAndWithoutALength() throws Exception {
    try (var backend = TestingBackend.saying("x");
        var edge = TestingEdge.start()) {
      var limits = new Limits(1000, Duration.ofSeconds(5), Duration.ofSeconds(5));
      edge.serve(SITE.withPolicy(SitePolicy.DEFAULT.withLimits(limits)), pool(backend));
      assertThat(edge.send("POST", "/", "y".repeat(1000)).statusCode()).isEqualTo(200);
      assertThat(edge.raw("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1001\r\n\r\n"))
          .startsWith("HTTP/1.1 413");
      var chunk = "320\r\n" + "y".repeat(800) + "\r\n";
      assertThat(
              edge.raw(
                  "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n"
                      + chunk
                      + chunk))
          .startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void anInstanceThatDoesNotAnswerIsGivenUp() throws Exception {
    var never = new CountDownLatch(1);
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
        var edge = TestingEdge.start()) {
      var limits = new Limits(0, Duration.ofMillis(300), Duration.ofSeconds(5));
      edge.serve(SITE.withPolicy(SitePolicy.DEFAULT.withLimits(limits)), pool(backend));
      var answer = edge.get("/");
      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(answer.body()).contains("did not answer in time");
      never.countDown();
    }
  }
}
