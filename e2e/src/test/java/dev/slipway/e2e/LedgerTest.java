package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The README's first command, to its end: the example serves through the edge. */
final class LedgerTest {
  private final Slipway slipway = Slipway.fresh();

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void oneCommandDeploysTheApplicationAndItsDatabase() throws Exception {
    var up = slipway.run("up", Slipway.ROOT.resolve("examples/ledger").toString());
    assertThat(up.exitCode()).describedAs("%s%s", up.out(), up.err()).isZero();
    assertThat(up.out())
        .contains("v1  ledger → development")
        .contains("✔ Rehearse")
        .contains("3 migrations on a branch")
        .contains("✔ Migrate")
        .contains("✔ Verify")
        .contains("✔ Switch")
        .contains("✔ Confirm");
    assertThat(health()).startsWith("HTTP/1.1 200").contains("\"status\":\"ok\"");

    var again = slipway.run("up", Slipway.ROOT.resolve("examples/ledger").toString());
    assertThat(again.out()).contains("nothing to do: exactly this is serving");

    // The control plane dies; users don't notice, and the next one finds everything.
    Slipway.kill(slipway.address().pid());
    assertThat(health()).startsWith("HTTP/1.1 200");
    assertThat(slipway.run("up").exitCode()).isZero();
    assertThat(slipway.run("status").out()).contains("✔ development").contains("v1");
    assertThat(health()).startsWith("HTTP/1.1 200");

    assertThat(slipway.run("releases", "ledger").out()).contains("v1").contains("serving");
  }

  /**
   * Asked at the edge under the application's name, which needs no name server that way. The port
   * is where the control plane keeps it, so that it is known while the control plane is dead.
   */
  private String health() throws IOException {
    return ask(
        Integer.parseInt(Files.readString(slipway.data().resolve("edge/port.http")).strip()));
  }

  private static String ask(int port) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write(
              "GET /health HTTP/1.1\r\nHost: ledger.localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
