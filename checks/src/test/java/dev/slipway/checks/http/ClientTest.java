package dev.slipway.checks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.checks.TestingCertificate;
import dev.slipway.checks.TestingSite;
import dev.slipway.checks.TestingSite.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void asksAnInstanceUnderItsPublicName() throws Exception {
    try (var site = TestingSite.plain()) {
      site.on(
          "/where",
          (exchange, body) -> {
            var headers = exchange.getRequestHeaders();
            return new Reply(
                200,
                headers.getFirst("Host")
                    + " "
                    + headers.getFirst("X-Forwarded-Proto")
                    + " "
                    + exchange.getRequestURI());
          });
      var target = site.target().under(URI.create("https://erp.example"));
      assertThat(target.toString())
          .isEqualTo("https://erp.example (at 127.0.0.1:" + site.port() + ")");
      try (var client = new Client(target)) {
        assertThat(client.send(Request.get("/where?a=1&b=%20"), LIMIT).text())
            .isEqualTo("erp.example https /where?a=1&b=%20");
      }
      try (var client = new Client(site.target())) {
        assertThat(client.send(Request.get("/where"), LIMIT).text())
            .isEqualTo("127.0.0.1:" + site.port() + " null /where");
      }
    }
  }

  @Test
  void showsThePublicNameInTls() throws Exception {
    var certificate = TestingCertificate.forName(folder, "erp.example", 90);
    try (var site = TestingSite.secure(certificate.context())) {
      site.on("/", new Reply(200, "fine"));
      var named =
          site.target()
              .under(URI.create("https://erp.example"))
              .trusting(List.of(certificate.certificate()));
      try (var client = new Client(named)) {
        assertThat(client.send(Request.get("/"), LIMIT).text()).isEqualTo("fine");
      }
      try (var client = new Client(site.target().trusting(List.of(certificate.certificate())))) {
        assertThatThrownBy(() -> client.send(Request.get("/"), LIMIT))
            .isInstanceOf(NoAnswer.class)
            .hasMessageContaining("TLS failed");
      }
      try (var client = new Client(site.target().under(URI.create("https://erp.example")))) {
        assertThatThrownBy(() -> client.send(Request.get("/"), LIMIT))
            .hasMessageContaining("TLS failed");
      }
    }
  }

  @Test
  void saysWhyThereIsNoAnswer() {
    try (var client = new Client(Target.at(URI.create("http://127.0.0.1:1")))) {
      assertThatThrownBy(() -> client.send(Request.get("/"), LIMIT))
          .hasMessage("connection refused");
    }
    try (var client = new Client(Target.at(URI.create("http://nobody.invalid")))) {
      assertThatThrownBy(() -> client.send(Request.get("/"), LIMIT))
          .hasMessage("nobody.invalid has no address");
    }
  }

  @Test
  void cutsOffSilenceAndASlowDripAlike() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var target = Target.at(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
      try (var client = new Client(target)) {
        assertTakesAbout300Millis(client);
      }
    }
    try (var dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var server = Thread.ofVirtual().start(() -> drip(dripping));
      var target = Target.at(URI.create("http://127.0.0.1:" + dripping.getLocalPort()));
      try (var client = new Client(target)) {
        assertTakesAbout300Millis(client);
      }
      server.interrupt();
    }
  }

  private static void assertTakesAbout300Millis(Client client) {
    var begun = System.nanoTime();
    assertThatThrownBy(() -> client.send(Request.get("/"), Duration.ofMillis(300)))
        .hasMessage("no whole answer within 300 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
  }

  private static void drip(ServerSocket server) {
    try (var socket = server.accept()) {
      var out = socket.getOutputStream();
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      for (var i = 0; i < 1000 && !Thread.interrupted(); i++) {
        out.write('x');
        out.flush();
        Thread.sleep(50);
      }
    } catch (IOException | InterruptedException cutOff) {
      return;
    }
  }
}
