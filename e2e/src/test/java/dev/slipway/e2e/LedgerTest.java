package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The README's first command, to its end: the example serves through the edge. */
final class LedgerTest {
  private static final Slipway SLIPWAY = Slipway.fresh();
  private static final Ledger LEDGER = Ledger.asItIs(SLIPWAY);

  private static Slipway.Said up;

  @BeforeAll
  static void deploy() throws Exception {
    up = LEDGER.up();
  }

  @AfterAll
  static void stop() throws Exception {
    SLIPWAY.close();
  }

  @Test
  void oneCommandDeploysTheApplicationAndItsDatabase() throws Exception {
    assertThat(up.out())
        .contains("v1  ledger → development")
        .contains("✔ Rehearse")
        .contains("3 migrations on a branch")
        .contains("✔ Migrate")
        .contains("✔ Verify")
        .contains("✔ Switch")
        .contains("✔ Confirm");
    assertThat(LEDGER.get("/health")).startsWith("HTTP/1.1 200").contains("\"status\":\"ok\"");

    assertThat(LEDGER.up().out()).contains("nothing to do: exactly this is serving");

    // The control plane dies; users don't notice, and the next one finds everything.
    Slipway.kill(SLIPWAY.address().pid());
    assertThat(LEDGER.get("/health")).startsWith("HTTP/1.1 200");
    assertThat(SLIPWAY.run("up").exitCode()).isZero();
    assertThat(SLIPWAY.run("status").out()).contains("✔ development").contains("v1");
    assertThat(LEDGER.get("/health")).startsWith("HTTP/1.1 200");

    assertThat(SLIPWAY.run("releases", "ledger").out()).contains("v1").contains("serving");
  }

  @Test
  void whatWasWrittenIsFoundOnceWhoeverDied() throws Exception {
    var before = SLIPWAY.run("logs", "ledger", "--grep", "ledger listens on \\d+");
    assertThat(before.exitCode()).describedAs(before.err()).isZero();
    assertThat(before.out()).contains("web-1 v1").contains("ledger listens on");
    assertThat(SLIPWAY.run("logs", "ledger", "--service", "database", "--since", "1h").out())
        .contains("ready to accept connections");

    Slipway.kill(SLIPWAY.address().pid());
    assertThat(SLIPWAY.run("up").exitCode()).isZero();
    assertThat(SLIPWAY.run("logs", "ledger", "--grep", "ledger listens on \\d+").out())
        .isEqualTo(before.out());
    var own = SLIPWAY.run("logs", "--own", "edge", "--grep", "/health", "-n", "5");
    assertThat(own.out()).contains("GET /health");
  }

  @Test
  void anEnvironmentIsClosedOpenedAndServesAgainAfterEverythingWasStopped() throws Exception {
    var on = SLIPWAY.run("maintenance", "on", "ledger", "development", "--message", "back <soon>");
    assertThat(on.out()).contains("is closed (full)").contains("/.slipway/pass?token=");
    assertThat(LEDGER.get("/health")).startsWith("HTTP/1.1 503");

    // Closed is closed, also for the next control plane and the next edge.
    assertThat(SLIPWAY.run("down").exitCode()).isZero();
    assertThat(SLIPWAY.run("up").exitCode()).isZero();
    assertThat(LEDGER.get("/health")).startsWith("HTTP/1.1 503");

    assertThat(SLIPWAY.run("maintenance", "off", "ledger", "development").out())
        .contains("is open");
    assertThat(LEDGER.get("/health")).startsWith("HTTP/1.1 200");
  }

  @Test
  void whoeverPassesAReadOnlyEnvironmentWritesNothingEither() throws Exception {
    var on =
        SLIPWAY.run("maintenance", "on", "ledger", "development", "--read-only", "--databases");
    assertThat(on.out()).contains("is closed (read-only, databases too)");
    assertThat(LEDGER.get("/api/accounts")).startsWith("HTTP/1.1 200");
    assertThat(LEDGER.post("/api/accounts", "{\"name\":\"Refused\"}"))
        .startsWith("HTTP/1.1 503")
        .doesNotContain("the database did not do it");

    // The link leads past the edge; the database says no all the same, to any connection
    var link = on.out().lines().filter(line -> line.contains("/.slipway/pass")).findFirst();
    var path = link.orElseThrow().replaceAll(".*(/\\.slipway/pass\\S*).*", "$1");
    var pass = LEDGER.get(path).replaceAll("(?is).*set-cookie: ([^;]*);.*", "$1");
    for (var i = 0; i < 5; i++) {
      assertThat(LEDGER.post("/api/accounts", "{\"name\":\"Late\"}", "Cookie: " + pass))
          .contains("the database did not do it");
    }
    Slipway.kill(SLIPWAY.address().pid());
    assertThat(SLIPWAY.run("up").exitCode()).isZero();
    var closed = SLIPWAY.run("maintenance", "status", "ledger", "development").out();
    assertThat(closed).contains("databases too");
    assertThat(SLIPWAY.run("maintenance", "off", "ledger", "development").out())
        .contains("is open");
    assertThat(LEDGER.post("/api/accounts", "{\"name\":\"After\"}")).startsWith("HTTP/1.1 201");
    assertThat(LEDGER.get("/api/accounts")).contains("After").doesNotContain("Late");
  }
}
