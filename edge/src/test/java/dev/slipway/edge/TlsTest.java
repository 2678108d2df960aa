package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.protocol.edge.Certificate;
import dev.slipway.protocol.edge.Https;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.RoutingTable;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

/** TLS, HTTP/2 over it, and certificates that come and go. */
final class TlsTest {
  private static HttpClient client(HttpClient.Version version) throws Exception {
    return HttpClient.newBuilder().sslContext(trusting()).version(version).build();
  }

  static SSLContext trusting() throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustingAll()}, new SecureRandom());
    return context;
  }

  private static HttpResponse<String> get(TestingEdge edge, HttpClient client, String path)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(edge, path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(TestingEdge edge, String path) {
    return URI.create("https://localhost:" + edge.running().ports().https() + path);
  }

  @Test
  void bothProtocolsAreServedWithASelfSignedCertificate() throws Exception {
    try (var backend =
            TestingBackend.behaving(
                exchange ->
                    TestingBackend.answer(
                        exchange,
                        200,
                        exchange.getRequestHeaders().getFirst("X-forwarded-proto")));
        var edge = TestingEdge.serving(backend);
        var http1 = client(HttpClient.Version.HTTP_1_1);
        var http2 = client(HttpClient.Version.HTTP_2)) {
      for (var client : List.of(http1, http2)) {
        var answer = get(edge, client, "/");
        assertThat(answer.body()).isEqualTo("https");
        assertThat(answer.version()).isEqualTo(client.version());
      }
    }
  }

  @Test
  void manyStreamsAndLargeBodiesShareAConnection() throws Exception {
    var body = "0123456789abcdef".repeat(64 << 10);
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  var got = exchange.getRequestBody().readAllBytes();
                  exchange.sendResponseHeaders(200, got.length);
                  exchange.getResponseBody().write(got);
                });
        var edge = TestingEdge.serving(backend);
        var client = client(HttpClient.Version.HTTP_2)) {
      var request =
          HttpRequest.newBuilder(uri(edge, "/echo"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answers =
          IntStream.range(0, 20)
              .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
              .toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().body()).hasSize(body.length()).isEqualTo(body);
      }
    }
  }

  @Test
  void plainRequestsAreSentToHttpsAndBrowsersRememberIt() throws Exception {
    try (var backend = TestingBackend.saying("secret");
        var edge = TestingEdge.start();
        var client = client(HttpClient.Version.HTTP_2)) {
      edge.serve(
          Site.of("app/test", List.of("*"), "app").withHttps(Https.REQUIRED),
          Pool.of("app", List.of(Target.local("i", "v1", backend.port()))));
      var plain = edge.get("/login?next=/home");
      assertThat(plain.statusCode()).isEqualTo(308);
      assertThat(plain.headers().firstValue("location"))
          .hasValue("https://127.0.0.1:" + edge.running().ports().https() + "/login?next=/home");
      assertThat(get(edge, client, "/").headers().firstValue("strict-transport-security"))
          .hasValue("max-age=31536000");
    }
  }

  @Test
  void plainRequestsAreRedirectedOnceThereIsACertificate() throws Exception {
    var https = new Https(true, true, Duration.ofDays(365), true, true, List.of("/health"));
    try (var backend = TestingBackend.saying("plain");
        var edge = TestingEdge.start();
        var client = client(HttpClient.Version.HTTP_1_1)) {
      edge.serve(
          Site.of("app/test", List.of("127.0.0.1", "localhost", "*.shop.test"), "app")
              .withHttps(https),
          Pool.of("app", List.of(Target.local("i", "v1", backend.port()))));
      assertThat(edge.get("/").body()).isEqualTo("plain");
      assertThat(get(edge, client, "/").headers().firstValue("strict-transport-security"))
          .isEmpty();

      certify(edge, "127.0.0.1");
      assertThat(edge.get("/").body()).describedAs("one host has none").isEqualTo("plain");

      certify(edge, "127.0.0.1", "localhost", "*.shop.test");
      assertThat(edge.get("/").statusCode()).isEqualTo(308);
      assertThat(edge.get("/health").body()).isEqualTo("plain");
      assertThat(edge.get("/health/more").statusCode()).isEqualTo(308);
      assertThat(edge.get("/", "x-forwarded-proto", "https").body())
          .describedAs("from this machine, where TLS ended before")
          .isEqualTo("plain");
      assertThat(edge.get("/.well-known/acme-challenge/x").body()).isEqualTo("plain");
      assertThat(get(edge, client, "/").headers().firstValue("strict-transport-security"))
          .hasValue("max-age=31536000; includeSubDomains; preload");
      assertThat(edge.raw("GET /a HTTP/1.1\r\nHost: a.shop.test\r\nConnection: close\r\n\r\n"))
          .describedAs("by the usual port, to the usual port")
          .contains("location: https://a.shop.test/a\r\n");
    }
  }

  private static void certify(TestingEdge edge, String... hosts) {
    var now = edge.admin().table();
    var certificate =
        new Certificate(
            List.of(hosts),
            edge.state().resolve("self-signed.pem").toString(),
            edge.state().resolve("self-signed.key").toString());
    edge.admin()
        .putTable(
            new RoutingTable(now.version() + 1, now.sites(), now.pools(), List.of(certificate)));
  }

  @Test
  void certificatesAreReplacedWithoutARestart() throws Exception {
    try (var backend = TestingBackend.saying("x");
        var edge = TestingEdge.serving(backend);
        var first = TestingEdge.start();
        var second = TestingEdge.start()) {
      var chain = edge.state().resolve("site.pem");
      var key = edge.state().resolve("site.key");
      Files.copy(first.state().resolve("self-signed.pem"), chain);
      Files.copy(first.state().resolve("self-signed.key"), key);
      var before = serial(edge);
      var table = edge.admin().table();
      var certificate = new Certificate(List.of("localhost"), chain.toString(), key.toString());
      edge.admin()
          .putTable(
              new RoutingTable(
                  table.version() + 1, table.sites(), table.pools(), List.of(certificate)));
      var fromFile = serial(edge);
      assertThat(fromFile).isNotEqualTo(before).isEqualTo(serial(first));

      Files.copy(
          second.state().resolve("self-signed.key"), key, StandardCopyOption.REPLACE_EXISTING);
      Files.copy(
          second.state().resolve("self-signed.pem"), chain, StandardCopyOption.REPLACE_EXISTING);
      Eventually.isTrue("reloaded", () -> serial(edge).equals(serial(second)));
    }
  }

  /** RFC 8737: only who offers the protocol is shown the answer. */
  @Test
  void anAuthorityIsAnsweredOnTheTlsPortAndNobodyElse() throws Exception {
    try (var backend = TestingBackend.saying("x");
        var edge = TestingEdge.serving(backend)) {
      var own = serial(edge);
      var digest = "0123456789abcdef".repeat(4);
      edge.admin().putTlsChallenge("localhost", digest);
      try (var asking = handshake(edge, trusting(), "localhost", "acme-tls/1")) {
        assertThat(asking.getApplicationProtocol()).isEqualTo("acme-tls/1");
        var shown = (X509Certificate) asking.getSession().getPeerCertificates()[0];
        assertThat(shown.getCriticalExtensionOIDs()).contains("1.3.6.1.5.5.7.1.31");
        assertThat(shown.getExtensionValue("1.3.6.1.5.5.7.1.31"))
            .endsWith(HexFormat.of().parseHex(digest));
        assertThat(asking.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(serial(edge)).isEqualTo(own);
      assertThat(serial(edge, trusting(), "localhost", "http/1.1")).isEqualTo(own);
      assertThat(serial(edge, trusting(), "other.localhost", "acme-tls/1")).isEqualTo(own);
      edge.admin().removeTlsChallenge("localhost");
      assertThat(serial(edge, trusting(), "localhost", "acme-tls/1")).isEqualTo(own);
      assertThatThrownBy(() -> edge.admin().putTlsChallenge("localhost", "abc"))
          .hasMessageContaining("SLIP-4016 the TLS challenge for localhost can't be answered");
    }
  }

  @Test
  void aCertificateThatCanNotBeReadChangesNothing() throws Exception {
    try (var backend = TestingBackend.saying("x");
        var edge = TestingEdge.serving(backend)) {
      var table = edge.admin().table();
      var certificate = new Certificate(List.of("a.test"), "/nowhere.pem", "/nowhere.key");
      assertThatThrownBy(
              () ->
                  edge.admin()
                      .putTable(
                          new RoutingTable(9, table.sites(), table.pools(), List.of(certificate))))
          .hasMessageContaining("SLIP-4007 certificate of [a.test] can't be used: /nowhere.pem")
          .hasMessageContaining("Hint: /nowhere.pem is to hold the chain");
      assertThat(edge.admin().table().version()).isEqualTo(table.version());
      assertThat(edge.get("/").body()).isEqualTo("x");
    }
  }

  private static String serial(TestingEdge edge) throws Exception {
    return serial(edge, trusting(), "localhost", "");
  }

  private static String serial(TestingEdge edge, SSLContext client, String host, String protocol)
      throws Exception {
    try (var socket = handshake(edge, client, host, protocol)) {
      var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSerialNumber().toString();
    }
  }

  private static SSLSocket handshake(
      TestingEdge edge, SSLContext client, String host, String protocol) throws Exception {
    var socket =
        (SSLSocket)
            client.getSocketFactory().createSocket("localhost", edge.running().ports().https());
    var parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new javax.net.ssl.SNIHostName(host)));
    if (!protocol.isEmpty()) {
      parameters.setApplicationProtocols(new String[] {protocol});
    }
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(30_000);
    socket.startHandshake();
    return socket;
  }

  /** Self-signed is what is tested. */
  private static final class TrustingAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
