package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** There and back again, while users ask without a pause: none of them notices. */
@Timeout(900)
final class WayBackTest {
  private static final Path LEDGER = Slipway.ROOT.resolve("examples/ledger");

  private final Slipway slipway = Slipway.fresh();

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void codeGoesBackWhileUsersAskAndDataGoesBackWhenToldTo() throws Exception {
    var app = copyOfLedger();
    assertThat(up(app).out()).contains("v1  ledger → development");

    try (var users = new Users(port())) {
      // Given a second release that serves
      append(app.resolve("src/ledger/Main.java"), "// second\n");
      assertThat(up(app).out())
          .contains("✔ Strategy      blue-green")
          .contains("✔ Soak")
          .contains("v1 stands for 10 min");

      // When somebody looks for the ways back without choosing, nothing happens
      var looked = slipway.run("rollback", "ledger", "development");
      assertThat(looked.exitCode()).isEqualTo(4);
      assertThat(looked.out())
          .contains("v2 is serving")
          .contains("back to v1's code on today's data")
          .contains("its instances still stand");

      // Then the code goes back while the old instances stand, and forward again the same way
      assertThat(slipway.run("rollback", "ledger", "development", "--exit", "code").out())
          .contains("v3  ledger → development   rollback to v1")
          .contains("v1 still stands")
          .contains("succeeded");
      assertThat(slipway.run("rollback", "ledger", "development", "v2", "--exit", "code").out())
          .contains("v2 still stands");

      // And a release that can't answer never meets a user
      var main = Files.readString(app.resolve("slipway.yaml"));
      Files.writeString(
          app.resolve("slipway.yaml"),
          main.replace("health: /health/ready", "health: { path: /nowhere, within: 6s }"));
      var broken = slipway.run("up", app.toString());
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.out()).contains("✖ Start");
      Files.writeString(app.resolve("slipway.yaml"), main);

      assertThat(users.asked()).isGreaterThan(50);
      assertThat(users.failed()).describedAs(users.lastFailure()).isZero();
    }
    assertThat(slipway.run("releases", "ledger").out())
        .contains("rollback to v1")
        .contains("rollback to v2");

    // Given a release with a migration, after which somebody writes
    Files.writeString(
        app.resolve("migrations/004_note.sql"), "ALTER TABLE accounts ADD COLUMN note text;\n");
    assertThat(up(app).out()).contains("✔ Mark").contains("✔ Migrate");
    assertThat(ask("POST /api/accounts", "{\"name\":\"Late\"}")).startsWith("HTTP/1.1 201");
    assertThat(ask("GET /api/accounts", "")).contains("Late");

    // When the data is to go back without a yes, it is refused
    var refused = slipway.run("rollback", "ledger", "development", "--exit", "data");
    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.err()).contains("loses what was written since");

    // Then with a yes it does, and says what was lost
    var back = slipway.run("rollback", "ledger", "development", "--exit", "data", "--yes");
    assertThat(back.out()).describedAs(back.err()).contains("rows lost").contains("succeeded");
    assertThat(ask("GET /api/accounts", "")).startsWith("HTTP/1.1 200").doesNotContain("Late");
  }

  @Test
  void anEnvironmentIsClosedOpenedAndServesAgainAfterEverythingWasStopped() throws Exception {
    assertThat(up(LEDGER).out()).contains("succeeded");
    var on = slipway.run("maintenance", "on", "ledger", "development", "--message", "back <soon>");
    assertThat(on.out()).contains("is closed (full)").contains("/.slipway/pass?token=");
    assertThat(ask("GET /health", "")).startsWith("HTTP/1.1 503");

    // Closed is closed, also for the next control plane and the next edge.
    assertThat(slipway.run("down").exitCode()).isZero();
    assertThat(slipway.run("up").exitCode()).isZero();
    assertThat(ask("GET /health", "")).startsWith("HTTP/1.1 503");

    assertThat(slipway.run("maintenance", "off", "ledger", "development").out())
        .contains("is open");
    assertThat(ask("GET /health", "")).startsWith("HTTP/1.1 200");
  }

  private Slipway.Said up(Path app) throws Exception {
    var up = slipway.run("up", app.toString());
    assertThat(up.exitCode()).describedAs("%s%s", up.out(), up.err()).isZero();
    return up;
  }

  private Path copyOfLedger() throws IOException {
    var copy = slipway.data().resolveSibling("ledger");
    try (var files = Files.walk(LEDGER)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(LEDGER.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, Files.readString(file) + text);
  }

  private int port() throws IOException {
    return Integer.parseInt(Files.readString(slipway.data().resolve("edge/port.http")).strip());
  }

  private String ask(String request, String body) throws IOException {
    return ask(port(), request, body);
  }

  private static String ask(int port, String request, String body) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      var text =
          request
              + " HTTP/1.1\r\nHost: ledger.localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Somebody who asks again and again. */
  private static final class Users implements AutoCloseable {
    private static final long PAUSE_NANOS = 50_000_000;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final Thread thread;
    private volatile String lastFailure = "";
    private volatile boolean over;

    Users(int port) {
      this.thread = Thread.ofVirtual().start(() -> run(port));
    }

    private void run(int port) {
      while (!over) {
        asked.incrementAndGet();
        try {
          var answer = ask(port, "GET /api/accounts", "");
          if (!answer.startsWith("HTTP/1.1 200")) {
            fail(answer);
          }
        } catch (IOException e) {
          fail(e.toString());
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }

    private void fail(String how) {
      failed.incrementAndGet();
      lastFailure = how;
    }

    int asked() {
      return asked.get();
    }

    int failed() {
      return failed.get();
    }

    String lastFailure() {
      return lastFailure;
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      thread.join();
    }
  }
}
