package dev.slipway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.TestingSite.Reply;
import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import dev.slipway.secrets.Mask;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProbesTest {
  private static final String GOOD = "https://erp.example";
  private static final String BAD = "https://evil.example";

  @TempDir Path folder;
  private final TestingSite site = TestingSite.plain();

  @AfterEach
  void close() {
    site.close();
  }

  private static CheckResult run(Check check, Target target) {
    return new Checks(Map.of(), Mask.NONE).run(List.of(check), target).results().getFirst();
  }

  private static void assertIs(CheckResult result, Outcome outcome, String fact) {
    assertThat(result.fact()).isEqualTo(fact);
    assertThat(result.outcome()).isEqualTo(outcome);
  }

  /** Answers with the allowed origin that the test says: {@code echo}, {@code *}, or one. */
  private void cors(String allowed, String method) {
    site.on(
        method + " /api",
        (exchange, body) -> {
          var origin = exchange.getRequestHeaders().getFirst("Origin");
          var answer =
              allowed.equals("echo")
                  ? origin
                  : allowed.equals("list") && GOOD.equals(origin) ? GOOD : allowed;
          return answer.equals("list")
              ? new Reply(200, "")
              : new Reply(200, "", "Access-Control-Allow-Origin", answer);
        });
  }

  private CheckResult corsResult() {
    return run(new CorsCheck("cors", "/api", List.of(GOOD), BAD), site.target());
  }

  @Test
  void corsAllowsOursAndRefusesOthers() {
    cors("list", "OPTIONS");
    assertIs(corsResult(), Outcome.PASSED, GOOD + " is allowed, " + BAD + " is not");
    site.on("OPTIONS /api", new Reply(405, ""));
    cors("list", "GET");
    assertIs(corsResult(), Outcome.PASSED, GOOD + " is allowed, " + BAD + " is not");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo | any site may call: https://evil.example is allowed (https://evil.example)",
        "* | any site may call: https://evil.example is allowed (*)",
        "https://erp.example/ | https://erp.example is refused (Access-Control-Allow-Origin:"
            + " https://erp.example/): a trailing slash",
        "https://other.example | https://erp.example is refused (Access-Control-Allow-Origin:"
            + " https://other.example)"
      })
  void corsSeesWhatIsWrong(String allowed, String fact) {
    cors(allowed, "OPTIONS");
    assertIs(corsResult(), Outcome.FAILED, fact);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "308 | https://erp.example/a?b=1 | PASSED"
            + " | plain HTTP leads to https://erp.example/a?b=1 (308)",
        "302 | https://erp.example/a?b=1 | FAILED | plain HTTP leads to HTTPS with 302, which"
            + " browsers ask again each time (expected 301 or 308)",
        "301 | https://erp.example/ | FAILED | plain HTTP leads to https://erp.example/,"
            + " expected 301 or 308 to https://erp.example/a?b=1",
        "301 | https://www.erp.example/a?b=1 | FAILED | plain HTTP leads to"
            + " https://www.erp.example/a?b=1, expected 301 or 308 to https://erp.example/a?b=1",
        "200 | x | FAILED | plain HTTP answered 200 instead of leading to HTTPS"
      })
  void seesWherePlainHttpLeads(int status, String location, Outcome outcome, String fact) {
    site.on("/a", new Reply(status, "x", "Location", location));
    var target = site.target().under(URI.create("http://erp.example"));
    assertIs(run(new RedirectCheck("redirect", "/a?b=1", target), site.target()), outcome, fact);
  }

  @Test
  void aRedirectIsOnlySeenOnPlainHttp() {
    var target = site.target().under(URI.create("https://erp.example"));
    assertThat(run(new RedirectCheck("redirect", "/", target), site.target()).outcome())
        .isEqualTo(Outcome.UNMEASURED);
  }

  @Test
  void theLimitIsReachedAndSaysWhenToComeBack() {
    var count = new AtomicInteger();
    site.on(
        "/api/users",
        (exchange, body) ->
            count.incrementAndGet() > 20
                ? new Reply(429, "slow down", "Retry-After", "60")
                : new Reply(200, "ok"));
    var check = new RateLimitCheck("rate limit", Request.get("/api/users"), 100);
    assertIs(run(check, site.target()), Outcome.PASSED, "429 after 20 requests, Retry-After: 60");
    assertIs(
        run(check, site.target()),
        Outcome.UNMEASURED,
        "the first request was refused already (429), so the limit can't be seen");
    site.on("/api/users", new Reply(200, "ok"));
    assertIs(run(check, site.target()), Outcome.FAILED, "no 429 in 100 requests of GET /api/users");
    site.on("/api/users", new Reply(503, "overloaded"));
    assertIs(
        run(check, site.target()),
        Outcome.FAILED,
        "request 1 of GET /api/users answered 503 before any 429: overloaded");
  }

  @Test
  void looksForTheHeadersThatProtectUsers() {
    var target = site.target().under(URI.create(GOOD));
    site.on("/", new Reply(200, "x", "X-Content-Type-Options", "nosniff"));
    assertIs(
        run(new SecurityHeadersCheck("headers", "/"), target),
        Outcome.FAILED,
        "/ lacks Strict-Transport-Security: max-age=, X-Frame-Options, Referrer-Policy");
    site.on(
        "/",
        new Reply(
            200,
            "x",
            "X-Content-Type-Options",
            "nosniff",
            "Strict-Transport-Security",
            "max-age=31536000",
            "Content-Security-Policy",
            "frame-ancestors 'none'",
            "Referrer-Policy",
            "no-referrer"));
    assertIs(
        run(new SecurityHeadersCheck("headers", "/"), target),
        Outcome.PASSED,
        "4 of 4 headers are there");
  }

  @Test
  void looksAtTheCertificate() {
    var certificate = TestingCertificate.forName(folder, "erp.example", 90);
    try (var secure = TestingSite.secure(certificate.context())) {
      var public_ = URI.create(GOOD);
      var trusted = secure.target().under(public_).trusting(List.of(certificate.certificate()));
      var month = Duration.ofDays(30);
      var now = InstantSource.system();
      var fine = run(new CertificateCheck("tls", month, now), trusted);
      assertThat(fine.fact())
          .matches("erp.example shows a certificate by itself, good for 89 d 23 h, TLSv1.3");
      assertThat(fine.outcome()).isEqualTo(Outcome.PASSED);
      var later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(70)));
      assertThat(run(new CertificateCheck("tls", month, later), trusted).fact())
          .matches(
              "erp.example: the certificate runs out in 19 d 23 h, at least 30 d are expected");
      assertIs(
          run(new CertificateCheck("tls", month, now), secure.target().under(public_)),
          Outcome.FAILED,
          "erp.example: the certificate is signed by nobody who is trusted here");
      assertIs(
          run(
              new CertificateCheck("tls", month, now),
              secure
                  .target()
                  .under(URI.create("https://other.example"))
                  .trusting(List.of(certificate.certificate()))),
          Outcome.FAILED,
          "other.example: the certificate is for another name");
    }
    assertThat(
            run(new CertificateCheck("tls", Duration.ZERO, InstantSource.system()), site.target())
                .outcome())
        .isEqualTo(Outcome.UNMEASURED);
  }
}
