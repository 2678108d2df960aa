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
}
