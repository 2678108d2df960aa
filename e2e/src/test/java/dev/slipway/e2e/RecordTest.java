package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.protocol.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What checks may count and name, and what a deployment's record tells of what it brought. */
@Timeout(600)
final class RecordTest {
  private static Slipway slipway;

  @BeforeAll
  static void start() {
    slipway = Slipway.fresh();
  }

  @AfterAll
  static void stop() throws Exception {
    slipway.close();
  }

  @Test
  void rowsThatAreGoneStopADeploymentAndCommitsAreListed() throws Exception {
    var ledger = Ledger.copied(slipway);
    ledger.append("slipway.yaml", "  keeps:\n    rows: [accounts]\n");
    var repository = Repository.begun(ledger.folder());
    repository.commit("First ledger");
    ledger.up();
    assertThat(slipway.run("releases", "ledger", "development", "v1").out())
        .contains("nothing was deployed here before")
        .containsPattern("Verify +keeps rows: [0-9]+ rows in 1 table, none fewer than before");

    // Given commits since, and one change that is in none
    ledger.migration("004_note.sql", "ALTER TABLE accounts ADD COLUMN note text;\n");
    repository.commit("Notes on accounts");
    ledger.append("src/ledger/Main.java", "// not committed\n");
    assertThat(ledger.up().out()).containsPattern("✔ Count +[0-9]+ rows in 1 table");
    assertThat(slipway.run("releases", "ledger", "development", "v2").out())
        .contains("and changes not committed (1 since v1)")
        .contains("Notes on accounts  (Ada)")
        .containsPattern("Confirm +keeps rows: [1-9][0-9]* rows in 1 table, none fewer");
    assertThat(slipway.run("releases", "ledger", "development", "v2", "--changelog").out())
        .startsWith("## v2, ")
        .containsPattern("- Notes on accounts \\(Ada, [0-9a-f]{7}\\)");

    // When a migration takes rows away, even an approved one, no user ever meets the release
    ledger.migration("005_gone.sql", "TRUNCATE entries, transfers, accounts CASCADE;\n");
    var up = slipway.begin("up", ledger.folder().toString());
    approve();
    var said =
        new String(up.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(up.waitFor()).describedAs(said).isEqualTo(1);
    assertThat(said).contains("✖ Verify").contains("accounts").contains("0");
    assertThat(slipway.run("status").out()).contains("v2");
  }

  private static void approve() throws Exception {
    var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (true) {
      var waiting = slipway.run("approve", "ledger", "development", "--json");
      if (waiting.out().contains("\"hash\"")) {
        var hash = Json.tree(waiting.out()).path("hash").asString("");
        good(slipway.run("approve", "ledger", "development", "--plan", hash, "--why", "test"));
        return;
      }
      assertThat(System.nanoTime()).describedAs("%s", waiting).isLessThan(end);
      Thread.sleep(200);
    }
  }

  @Test
  void checksNameVariablesAndShowNoSecret() throws Exception {
    var shop = new Shop(slipway, "checked");
    good(shop.deploy("blue-green", "0"));
    good(
        slipway.run(
            "env", "set", "development", "--app", "checked", "--secret", "PASS=opens-every-door"));
    var check =
        """
        checks:
          sells:
            steps:
              - { request: "POST /api/${env.WHERE}?with=${env.PASS}", expect: { status: STATUS } }
        """;
    // Only what the variable says answers 201.
    var passed = shop.deploy("blue-green", "0", check.replace("STATUS", "201"));
    assertThat(good(passed).out()).contains("✔ Verify        2 checks");

    var failed = shop.deploy("blue-green", "0", check.replace("STATUS", "418"));
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.out()).contains("✖ Verify").contains("418");
    var record = slipway.run("releases", "checked", "development", "v3", "--json").out();
    assertThat(failed.out() + failed.err() + record).doesNotContain("opens-every-door");
  }

  @Test
  void aWebhookIsToldWhatBecameOfDeploymentsAlsoWhenItFailsAtFirst() throws Exception {
    var posts = new LinkedBlockingQueue<String>();
    var asked = new AtomicInteger();
    var listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
    listener.createContext(
        "/hook",
        exchange -> {
          try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var head = exchange.getRequestHeaders();
            var signed = head.getFirst("webhook-id") + "." + head.getFirst("webhook-timestamp");
            var isSigned =
                head.getFirst("webhook-signature").equals("v1," + hmac(signed + "." + body));
            var isFirst = asked.incrementAndGet() == 1;
            exchange.sendResponseHeaders(isFirst ? 500 : 204, -1);
            if (!isFirst) {
              posts.add((isSigned ? "signed " : "forged ") + body);
            }
          }
        });
    listener.start();
    try {
      var shop = new Shop(slipway, "noticed");
      good(shop.deploy("blue-green", "0"));
      var url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook?t=1";
      good(
          slipway.run(
              "env",
              "set",
              "development",
              "--app",
              "noticed",
              "--secret",
              "OPS_HOOK=" + url,
              "OPS_KEY=key-of-the-hook"));
      var notices =
          "notices:\n  - { webhook: OPS_HOOK, key: OPS_KEY, about: [deployed, failed] }\n";
      good(shop.deploy("blue-green", "0", notices));
      assertThat(posts.poll(60, TimeUnit.SECONDS))
          .startsWith("signed {")
          .contains("\"about\":\"deployed\"")
          .contains("v2 of noticed/development serves")
          .contains("/noticed/development/v2");
      assertThat(shop.deploy("blue-green", "it crashes", notices).exitCode()).isEqualTo(1);
      assertThat(posts.poll(60, TimeUnit.SECONDS))
          .startsWith("signed {")
          .contains("\"about\":\"failed\"")
          .contains("v3 of noticed/development failed");
    } finally {
      listener.stop(0);
    }
  }

  private static String hmac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("key-of-the-hook".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Slipway.Said good(Slipway.Said said) {
    assertThat(said.exitCode()).describedAs("%s%s", said.out(), said.err()).isZero();
    return said;
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }
}
