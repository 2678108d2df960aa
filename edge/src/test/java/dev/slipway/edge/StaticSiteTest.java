package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Destination;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Route;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edge as the web server of a single-page application, and compression on the way. */
final class StaticSiteTest {
  @TempDir private Path folder;

  private TestingEdge serve() throws IOException {
    var root = Files.createDirectories(folder.resolve("dist"));
    Files.writeString(folder.resolve("secret.txt"), "outside");
    Files.writeString(root.resolve("index.html"), "<!doctype html>app");
    Files.writeString(root.resolve(".env"), "KEY=1");
    Files.createDirectories(root.resolve("assets"));
    Files.writeString(root.resolve("assets/app.3f2a91bc.js"), "let a = 1;");
    Files.writeString(root.resolve("assets/app.3f2a91bc.js.br"), "brotli");
    Files.writeString(root.resolve("large.txt"), "0123456789".repeat(100_000));
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    var edge = TestingEdge.start();
    edge.serve(
        Site.of("spa/test", List.of("*"), "none")
            .withRoutes(
                List.of(new Route("/", new Destination.StaticFiles(root.toString(), "v1", true)))),
        Pool.of("none", List.of()));
    return edge;
  }

  @Test
  void filesAndPlacesInTheApplication() throws Exception {
    try (var edge = serve()) {
      var page = edge.get("/");
      assertThat(page.body()).isEqualTo("<!doctype html>app");
      assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
      assertThat(page.headers().firstValue("cache-control")).hasValue("no-cache");
      assertThat(edge.get("/invoices/17").body()).isEqualTo("<!doctype html>app");
      assertThat(edge.get("/missing.png").statusCode()).isEqualTo(404);
      var asset = edge.get("/assets/app.3f2a91bc.js");
      assertThat(asset.body()).isEqualTo("let a = 1;");
      assertThat(asset.headers().firstValue("cache-control"))
          .hasValue("public, max-age=31536000, immutable");
      assertThat(asset.headers().firstValue("x-content-type-options")).hasValue("nosniff");
      var compressed = edge.get("/assets/app.3f2a91bc.js", "accept-encoding", "gzip, br");
      assertThat(compressed.body()).isEqualTo("brotli");
      assertThat(compressed.headers().firstValue("content-encoding")).hasValue("br");
      assertThat(edge.send("POST", "/", "x").statusCode()).isEqualTo(405);
    }
  }

  @Test
  void aFileThatIsKnownIsNotSentAgainAndPartsCanBeAskedFor() throws Exception {
    try (var edge = serve()) {
      var first = edge.get("/large.txt");
      assertThat(first.body()).hasSize(1_000_000);
      var etag = first.headers().firstValue("etag").orElseThrow();
      assertThat(edge.get("/large.txt", "if-none-match", etag).statusCode()).isEqualTo(304);
      var part = edge.get("/large.txt", "range", "bytes=5-14");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).isEqualTo("5678901234");
      assertThat(part.headers().firstValue("content-range")).hasValue("bytes 5-14/1000000");
      assertThat(edge.get("/large.txt", "range", "bytes=-3").body()).isEqualTo("789");
      assertThat(edge.get("/large.txt", "range", "bytes=2000000-").statusCode()).isEqualTo(416);
      assertThat(edge.get("/large.txt", "range", "bytes=0-1", "if-range", "\"old\"").body())
          .hasSize(1_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "//../secret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/link.txt",
        "/.env",
        "/%2eenv",
        "/assets/../.env",
        "/secret.txt%00.html"
      })
  void nothingOutsideIsReached(String path) throws Exception {
    try (var edge = serve()) {
      var answer = edge.raw("GET " + path + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
      assertThat(answer).doesNotContain("outside", "KEY=1");
    }
  }

  @Test
  void answersAreCompressedAsTheClientAccepts() throws Exception {
    var text = "the same words again and again ".repeat(500);
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  exchange.getResponseHeaders().set("content-type", "application/json");
                  exchange.getResponseHeaders().set("etag", "\"1\"");
                  TestingBackend.answer(exchange, 200, text);
                });
        var edge = TestingEdge.serving(backend)) {
      edge.serve(Pool.of("app", List.of(Target.local("i", "v1", backend.port()))));
      for (var encoding : List.of("gzip", "br", "zstd")) {
        var answer = edge.get("/", "accept-encoding", encoding);
        assertThat(answer.headers().firstValue("content-encoding")).hasValue(encoding);
        assertThat(answer.headers().firstValue("etag")).hasValue("W/\"1\"");
        assertThat(answer.headers().firstValue("vary")).hasValue("accept-encoding");
        assertThat(answer.body().length()).isLessThan(text.length() / 5);
      }
      assertThat(edge.get("/").body()).isEqualTo(text);
      assertThat(edge.get("/", "accept-encoding", "gzip;q=0").body()).isEqualTo(text);
      assertThat(unzipped(edge)).isEqualTo(text);
    }
  }

  private static String unzipped(TestingEdge edge) throws IOException {
    var raw =
        edge.raw("GET / HTTP/1.0\r\nhost: a\r\naccept-encoding: gzip\r\nconnection: close\r\n\r\n");
    var body = raw.substring(raw.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
