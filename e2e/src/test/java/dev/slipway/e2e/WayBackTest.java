package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** There and back again, while users ask without a pause: none of them notices. */
@Timeout(900)
final class WayBackTest {
  private final Slipway slipway = Slipway.fresh();

  @AfterEach
  void stop() throws Exception {
    slipway.close();
  }

  @Test
  void codeGoesBackWhileUsersAskAndDataGoesBackWhenToldTo() throws Exception {
    var ledger = Ledger.copied(slipway);
    assertThat(ledger.up().out()).contains("v1  ledger → development");

    try (var users = new Users(ledger.port())) {
      // Given a second release that serves
      ledger.append("src/ledger/Main.java", "// second\n");
      assertThat(ledger.up().out())
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
      var main = Files.readString(ledger.file("slipway.yaml"));
      Files.writeString(
          ledger.file("slipway.yaml"),
          main.replace("health: /health/ready", "health: { path: /nowhere, within: 6s }"));
      var broken = slipway.run("up", ledger.folder().toString());
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.out()).contains("✖ Start");
      Files.writeString(ledger.file("slipway.yaml"), main);

      assertThat(users.asked()).isGreaterThan(50);
      assertThat(users.failed()).describedAs(users.lastFailure()).isZero();
    }
    assertThat(slipway.run("releases", "ledger").out())
        .contains("rollback to v1")
        .contains("rollback to v2");

    // Given a release with a migration, after which somebody writes
    ledger.migration("004_note.sql", "ALTER TABLE accounts ADD COLUMN note text;\n");
    assertThat(ledger.up().out()).contains("✔ Mark").contains("✔ Migrate");
    assertThat(ledger.post("/api/accounts", "{\"name\":\"Late\"}")).startsWith("HTTP/1.1 201");
    assertThat(ledger.get("/api/accounts")).contains("Late");

    // When the data is to go back without a yes, it is refused
    var refused = slipway.run("rollback", "ledger", "development", "--exit", "data");
    assertThat(refused.exitCode()).isEqualTo(6);
    assertThat(refused.err()).contains("loses what was written since");

    // Then with a yes it does, and says what was lost
    var back = slipway.run("rollback", "ledger", "development", "--exit", "data", "--yes");
    assertThat(back.out()).describedAs(back.err()).contains("rows lost").contains("succeeded");
    assertThat(ledger.get("/api/accounts")).startsWith("HTTP/1.1 200").doesNotContain("Late");
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
          var answer = Ledger.ask(port, "GET /api/accounts", "");
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
