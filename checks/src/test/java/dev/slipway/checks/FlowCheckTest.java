package dev.slipway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.TestingSite.Reply;
import dev.slipway.checks.http.Request;
import dev.slipway.secrets.Mask;
import dev.slipway.secrets.SecretValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

final class FlowCheckTest {
  private static final String TOKEN = "eyJhbGciOi.first.token";
  private static final String REFRESHED = "eyJhbGciOi.second.token";
  private static final Map<String, String> VARIABLES =
      Map.of("env.USER", "anna", "env.PASSWORD", "p\"ss w&rd");

  private final TestingSite site = TestingSite.plain();

  @AfterEach
  void close() {
    site.close();
  }

  private CheckResult run(Check check) {
    return new Checks(VARIABLES, Mask.of(List.of(SecretValue.of("p\"ss w&rd"))))
        .run(List.of(check), site.target())
        .results()
        .getFirst();
  }

  private static Request json(String method, String path, String body) {
    return Request.of(method, path).with(new Request.Body("application/json", body));
  }

  private static Request bearer(Request request) {
    return request.with("Authorization", "Bearer ${token}");
  }

  /** An application with sessions and invoices; what breaks is up to the test. */
  private void application() {
    site.on(
        "POST /api/login",
        (exchange, body) ->
            body.equals("{\"user\":\"anna\",\"password\":\"p\\\"ss w&rd\"}")
                ? Reply.json(200, "{\"token\":\"" + TOKEN + "\",\"expires\":900}")
                : Reply.json(401, "{\"error\":\"who are you, " + body + "\"}"));
    site.on(
        "POST /api/refresh",
        (exchange, body) ->
            ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? Reply.json(200, "{\"token\":\"" + REFRESHED + "\"}")
                : Reply.json(401, "{}"));
    site.on(
        "POST /api/invoices",
        (exchange, body) ->
            ("Bearer " + REFRESHED).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? new Reply(201, "{\"id\":7}", "Location", "/api/invoices/7")
                : Reply.json(401, "{}"));
    site.on("GET /api/invoices/7", Reply.json(200, "{\"id\":7,\"lines\":[{\"tax\":19}]}"));
    site.on("DELETE /api/invoices/7", new Reply(204, ""));
  }

  private static FlowCheck flow() {
    return FlowCheck.of(
        "invoice",
        FlowStep.of(
                json(
                    "POST",
                    "/api/login",
                    "{\"user\":\"${env.USER}\",\"password\":\"${env.PASSWORD}\"}"))
            .expecting(Expectation.SUCCESS.json("/expires", IntNode.valueOf(900)))
            .capturing("token", "/token"),
        FlowStep.of(bearer(Request.of("POST", "/api/refresh"))).capturing("token", "/token"),
        FlowStep.of(bearer(json("POST", "/api/invoices", "{\"name\":\"test ${unique}\"}")))
            .expecting(Expectation.SUCCESS.status(201))
            .capturing("location", "header:Location")
            .capturing("id", "/id"),
        FlowStep.of(bearer(Request.get("/api/invoices/${id}")))
            .expecting(Expectation.SUCCESS.json("/lines/0/tax", IntNode.valueOf(19))),
        FlowStep.of(bearer(Request.of("DELETE", "/api/invoices/7")))
            .expecting(Expectation.SUCCESS.status(204))
            .evenAfterFailure());
  }

  @Test
  void walksThroughLoginRefreshWriteReadAndCleansUp() {
    application();
    var result = run(flow());
    assertThat(result.fact()).startsWith("5 requests in 5 steps answered as expected, p95 ");
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(site.requests).hasSize(5).last().isEqualTo("DELETE /api/invoices/7");
    assertThat(result.evidence()).hasSize(5);
    assertThat(result.evidence().get(2).expectation()).isEqualTo("201");
  }

  @Test
  void cleansUpAfterAStepThatFailed() {
    application();
    site.on("POST /api/invoices", Reply.json(500, "{\"error\":\"reading 'tax' of undefined\"}"));
    var result = run(flow());
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.fact())
        .isEqualTo(
            "POST /api/invoices answered 500, expected 201:"
                + " {\"error\":\"reading 'tax' of undefined\"}");
    assertThat(site.requests).last().isEqualTo("DELETE /api/invoices/7");
    assertThat(result.evidence().get(3).found())
        .isEqualTo("not asked, for a step before it failed");
  }

  @Test
  void hidesSecretsAndTokensInEverythingItShows() {
    site.on("POST /api/login", Reply.json(200, "{\"token\":\"" + TOKEN + "\",\"expires\":900}"));
    site.on(
        "POST /api/refresh",
        (exchange, body) ->
            Reply.json(403, "no: " + exchange.getRequestHeaders().getFirst("Authorization")));
    var result = run(flow());
    assertThat(result.fact())
        .isEqualTo("POST /api/refresh answered 403, expected 200-299: no: Bearer ••••");
    site.on("POST /api/login", (exchange, body) -> Reply.json(401, "bad " + body));
    var login = run(flow());
    assertThat(login.fact()).contains("answered 401").contains("••••");
    assertThat(result + " " + login).doesNotContain(TOKEN).doesNotContain("p\\\"ss");
  }

  @Test
  void aNameThatNothingGaveIsNotMeasured() {
    var result = run(FlowCheck.of("x", FlowStep.of(Request.get("/a?t=${token}"))));
    assertThat(result.outcome()).isEqualTo(Outcome.UNMEASURED);
    assertThat(result.fact()).isEqualTo("GET /a?t=${token} needs ${token}, which nothing gave");
    assertThat(site.requests).isEmpty();
    assertThat(run(FlowCheck.of("empty")).outcome()).isEqualTo(Outcome.UNMEASURED);
  }

  @Test
  void tellsEverythingThatIsWrongWithAnAnswer() {
    site.on("/a", new Reply(200, "{\"status\":\"down\",\"n\":5}", "X-Kind", "small"));
    var result =
        run(
            FlowCheck.of(
                "a",
                FlowStep.of(Request.get("/a"))
                    .expecting(
                        Expectation.SUCCESS
                            .header("X-Kind", "big")
                            .header("X-Gone", "here")
                            .json("/status", StringNode.valueOf("ok"))
                            .json("/n", tools.jackson.databind.node.DoubleNode.valueOf(5.0))
                            .json("/lines/0/tax", StringNode.valueOf("*"))
                            .contains("database"))));
    assertThat(result.fact())
        .isEqualTo(
            "GET /a has no header X-Gone, expected here; X-Kind is small, expected big;"
                + " /lines/0/tax is missing, expected something; /status is \"down\", expected"
                + " \"ok\"; does not contain \"database\": {\"status\":\"down\",\"n\":5}");
  }

  @Test
  void carriesCookiesFromStepToStep() {
    site.on(
        "POST /login", new Reply(204, "", "Set-Cookie", "session=abcdefgh12; Secure; HttpOnly"));
    site.on(
        "GET /me",
        (exchange, body) ->
            new Reply(
                "session=abcdefgh12".equals(exchange.getRequestHeaders().getFirst("Cookie"))
                    ? 200
                    : 401,
                "me"));
    var result =
        run(
            FlowCheck.of(
                "session",
                FlowStep.of(Request.of("POST", "/login")),
                FlowStep.of(Request.get("/me"))));
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void judgesTheP95OfManyRequests() {
    var count = new AtomicInteger();
    site.on(
        "/fast",
        (exchange, body) -> {
          pause(count.incrementAndGet() % 10 == 0 ? 700 : 0);
          return new Reply(200, "ok");
        });
    var check =
        FlowCheck.of(
            "latency",
            FlowStep.of(Request.get("/fast"))
                .expecting(Expectation.SUCCESS.within(Duration.ofMillis(500)))
                .times(40));
    var slow = run(check);
    assertThat(slow.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(slow.fact()).matches("GET /fast p95 [0-9.]+ m?s of 40 requests, limit 500 ms");
    count.set(-1_000_000);
    site.on("/fast", new Reply(200, "ok"));
    assertThat(run(check).fact()).startsWith("40 requests in 1 step answered as expected, p95 ");
    site.on(
        "/fast", (exchange, body) -> new Reply(count.incrementAndGet() % 30 == 0 ? 503 : 200, "x"));
    assertThat(run(check).fact())
        .matches("GET /fast answered 503, expected 200-299: x \\(request \\d+ of 40\\)");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void noAnswerIsAFailureWithItsReason() {
    site.close();
    var result = run(FlowCheck.of("health", FlowStep.of(Request.get("/health"))));
    assertThat(result.line()).isEqualTo("✖ health: GET /health: connection refused");
  }
}
