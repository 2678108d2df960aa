package dev.slipway.checks.declared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.Check;
import dev.slipway.checks.Checks;
import dev.slipway.checks.Outcome;
import dev.slipway.checks.TestingSite;
import dev.slipway.checks.TestingSite.Reply;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.CheckMoment;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.secrets.Mask;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeclaredChecksTest {
  private static final String ERP =
      """
      app: erp
      services:
        backend:
          start: node server.js
          health: /health/ready
          env: { USER: { secret: true } }
          rate-limit: { requests: 100 }
      databases:
        main: {}
      checks:
        login:
          steps:
            - request: POST /api/login
              json: { user: "${env.USER}", age: 5, tags: [a, true, null] }
              expect: { json: { /expires: 900, /kind: "5" } }
              capture: { token: /token }
            - request: GET /api/me?x=1
              headers: { Authorization: "Bearer ${token}" }
              times: 20
              expect: { status: 200, within: 2s }
            - request: DELETE /api/sessions
              always: true
              expect: 204
        rows:
          rows: [users, sales.orders]
        outside:
          crawl: /
          probes: [tls, redirect, cors, rate-limit, security-headers]
      environments:
        production:
          domains: [erp.example]
          origins: [https://app.example]
      """;

  private static ResolvedEnvironment production() {
    return ManifestReader.parse("slipway.yaml", ERP)
        .orThrow()
        .environment("production")
        .orElseThrow();
  }

  private static List<String> names(Situation situation) {
    return DeclaredChecks.of(production(), situation).stream()
        .map(check -> check.service() + ": " + check.check().name())
        .toList();
  }

  @Test
  void aPrivateInstanceIsNotAskedWhatOnlyTheEdgeAnswers() {
    assertThat(names(Situation.verify(InstantSource.system())))
        .containsExactly(
            "backend: health of backend",
            "backend: login",
            "backend: rows",
            "backend: outside crawl");
    var confirm =
        new Situation(CheckMoment.CONFIRM, Map.of(), Optional.empty(), InstantSource.system());
    assertThat(names(confirm))
        .containsExactly(
            "backend: health of backend",
            "backend: login",
            "backend: rows",
            "backend: outside crawl",
            "backend: outside tls",
            "backend: outside redirect",
            "backend: outside cors",
            "backend: outside rate limit",
            "backend: outside security headers");
    assertThat(DeclaredChecks.tables(production()))
        .isEqualTo(Map.of("main", List.of("users", "sales.orders")));
  }

  @Test
  void whatIsWrittenIsWhatIsAsked() {
    try (var site = TestingSite.plain()) {
      site.on("/health/ready", new Reply(200, "ok"));
      site.on(
          "POST /api/login",
          (exchange, body) ->
              body.equals("{\"user\":\"an\\\"na\",\"age\":5,\"tags\":[\"a\",true,null]}")
                  ? Reply.json(200, "{\"expires\":900,\"kind\":\"5\",\"token\":\"abcdefghij\"}")
                  : new Reply(400, body));
      site.on(
          "/api/me",
          (exchange, body) ->
              new Reply(
                  "Bearer abcdefghij".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                      ? 200
                      : 401,
                  ""));
      site.on("DELETE /api/sessions", new Reply(204, ""));
      var checks =
          DeclaredChecks.of(production(), Situation.verify(InstantSource.system())).stream()
              .map(ServiceCheck::check)
              .toList();
      var run = new Checks(Map.of("env.USER", "an\"na"), Mask.NONE).run(checks, site.target());
      assertThat(run.results().get(0).outcome()).isEqualTo(Outcome.PASSED);
      assertThat(run.results().get(1).line())
          .startsWith("✔ login: 22 requests in 3 steps answered as expected, p95 ");
      assertThat(run.results().get(2).line())
          .isEqualTo("? rows: the database can't be reached: it was not connected");
    }
  }

  @Test
  void aProbeThatCannotBeRunStaysInTheList() {
    var confirm =
        new Situation(CheckMoment.CONFIRM, Map.of(), Optional.empty(), InstantSource.system());
    var open =
        DeclaredChecks.of(production(), confirm).stream()
            .map(ServiceCheck::check)
            .filter(check -> check.name().contains("redirect"))
            .toList();
    try (var site = TestingSite.plain()) {
      assertThat(
              new Checks(Map.of(), Mask.NONE)
                  .run(List.<Check>copyOf(open), site.target()).results().stream()
                      .map(result -> result.line()))
          .containsExactly("? outside redirect: the edge has no plain HTTP address here");
    }
  }
}
