package dev.slipway.delivery.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.protocol.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages over real sockets: what is sent, and what is never asked. */
final class CouriersTest {
  private static final Message MESSAGE =
      new Message(
          "0001",
          "failed",
          "shop",
          "production",
          "v2",
          "v2 of shop/production failed",
          List.of("error rate 3 % > 1 % <web>"),
          "http://127.0.0.1:7400/shop/production/v2",
          Instant.parse("2026-11-21T12:00:00Z"));

  private final LinkedBlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> signatures = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(
                String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature")));
            var status = exchange.getRequestURI().getPath().equals("/busy") ? 503 : 302;
            if (status == 302 && !exchange.getRequestURI().getPath().equals("/moved")) {
              status = 200;
            }
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static Couriers couriers(Set<String> allowed, MailServer mail) {
    return new Couriers(
        new OutsideAddress(allowed),
        mail,
        InstantSource.fixed(Instant.ofEpochSecond(1_614_265_330L)));
  }

  private static Couriers allowing() {
    return couriers(Set.of("127.0.0.1"), MailServer.of(Optional.empty()));
  }

  @Test
  void signsAsTheStandardDoes() {
    // The example of standardwebhooks.com's own libraries.
    assertThat(
            Couriers.signature(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}"))
        .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aWebhookGetsTheMessageSigned() throws Exception {
    allowing().webhook("OPS_HOOK", url("/hook"), Optional.of("secret"), MESSAGE);
    var body = bodies.poll(30, TimeUnit.SECONDS);
    assertThat(Json.read(String.valueOf(body), Message.class)).isEqualTo(MESSAGE);
    assertThat(signatures.take())
        .isEqualTo("v1," + Couriers.signature("secret", "0001.1614265330." + body));
    allowing().webhook("OPS_HOOK", url("/hook"), Optional.empty(), MESSAGE);
    assertThat(signatures.take()).isEqualTo("null");
  }

  @Test
  void slackGetsATextWithItsThreeCharactersEscaped() throws Exception {
    allowing().slack("SLACK", url("/services/T0/B0/x"), MESSAGE);
    assertThat(
            Json.tree(String.valueOf(bodies.poll(30, TimeUnit.SECONDS))).path("text").asString(""))
        .isEqualTo(
            """
            v2 of shop/production failed

            error rate 3 % &gt; 1 % &lt;web&gt;

            http://127.0.0.1:7400/shop/production/v2""");
  }

  @Test
  void aServerThatIsBusyOrSendsElsewhereHasNotTakenIt() {
    assertThatThrownBy(() -> allowing().slack("SLACK", url("/busy"), MESSAGE))
        .hasMessageContaining("SLACK: its server answered 503");
    assertThatThrownBy(() -> allowing().slack("SLACK", url("/moved"), MESSAGE))
        .hasMessageContaining("SLACK: its server answered 302");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/x",
        "http://localhost:1/x",
        "http://[::1]:1/x",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/x",
        "http://192.168.1.1/x",
        "http://100.64.0.1/x",
        "http://0.0.0.0/x",
        "http://[fd00::1]/x",
        "http://[::ffff:127.0.0.1]/x",
        "http://[64:ff9b::7f00:1]/x",
        "http://2130706433/x",
        "file:///etc/passwd",
        "https://user@shop.example/",
        "no url"
      })
  void nothingInsideIsEverAsked(String url) {
    var guarded = couriers(Set.of(), MailServer.of(Optional.empty()));
    assertThatThrownBy(() -> guarded.slack("SLACK", url, MESSAGE))
        .hasMessageContaining("SLACK")
        .hasMessageNotContaining("/latest");
    assertThat(bodies).isEmpty();
  }

  @Test
  void aMailIsTakenByARealServerOrTried() throws Exception {
    try (var mails = new TestingMailServer()) {
      var couriers = couriers(Set.of(), MailServer.of(Optional.of(mails.address().toString())));
      couriers.mail("ada@shop.example", MESSAGE);
      assertThat(mails.mails().poll(30, TimeUnit.SECONDS))
          .contains("From: slipway@shop.example")
          .contains("To: ada@shop.example")
          .contains("Subject: v2 of shop/production failed")
          .contains("Message-ID: <0001@slipway>")
          .contains("error rate 3 % > 1 % <web>");
      mails.refuseRecipients("550 nobody of that name");
      assertThatThrownBy(() -> couriers.mail("ada@shop.example", MESSAGE))
          .hasMessageContaining("a notice to ada@shop.example")
          .hasMessageContaining("127.0.0.1 said");
    }
    var without = couriers(Set.of(), MailServer.of(Optional.empty()));
    assertThatThrownBy(() -> without.mail("ada@shop.example", MESSAGE))
        .hasMessageContaining("no mail server is known");
  }
}
