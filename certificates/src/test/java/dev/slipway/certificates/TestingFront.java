package dev.slipway.certificates;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Stands before a Pebble and refuses what a test wants refused, as busy authorities do. */
final class TestingFront implements AutoCloseable {
  private final HttpsServer server;
  private final URI behind;
  private final SSLContext context;

  /** Paths that are answered with 429 and a Retry-After. */
  final Set<String> limited = ConcurrentHashMap.newKeySet();

  final AtomicInteger refused = new AtomicInteger();

  TestingFront(URI behind, Path pem, Path keyFile) throws Exception {
    this.behind = behind;
    this.context = context(pem, keyFile);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  URI directory() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/dir");
  }

  private static SSLContext context(Path pem, Path keyFile) throws Exception {
    Certificate certificate;
    try (var in = Files.newInputStream(pem)) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry(
        "own",
        KeyText.read(Files.readString(keyFile)),
        new char[0],
        new Certificate[] {certificate});
    store.setCertificateEntry("root", certificate);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (limited.contains(exchange.getRequestURI().getPath())) {
        refuse(exchange);
        return;
      }
      var answer = new ByteArrayInputStream(ask(exchange));
      var status = Integer.parseInt(line(answer).split(" ")[1]);
      for (var field = line(answer); !field.isEmpty(); field = line(answer)) {
        var colon = field.indexOf(':');
        if (!field.toLowerCase(Locale.ROOT).startsWith("con")
            || field.toLowerCase(Locale.ROOT).startsWith("content-type")) {
          exchange.getResponseHeaders().add(field.substring(0, colon), field.substring(colon + 2));
        }
      }
      var body = answer.readAllBytes();
      var isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
      if (!isHead) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private void refuse(HttpExchange exchange) throws IOException {
    refused.incrementAndGet();
    exchange.getRequestBody().readAllBytes();
    var text =
        """
        {"type": "urn:ietf:params:acme:error:rateLimited",
         "detail": "too many certificates already issued for shop.example"}"""
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
    exchange.getResponseHeaders().add("Retry-After", "7200");
    exchange.getResponseHeaders().add("Replay-Nonce", "x" + System.nanoTime());
    exchange.sendResponseHeaders(429, text.length);
    exchange.getResponseBody().write(text);
  }

  /** Of an answer that ends with its connection. */
  private byte[] ask(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var head = new ByteArrayOutputStream();
    head.writeBytes(
        (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " HTTP/1.0\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (Set.of("Host", "Content-type", "User-agent", "Accept").contains(name)) {
                head.writeBytes(
                    (name + ": " + values.getFirst() + "\r\n").getBytes(StandardCharsets.US_ASCII));
              }
            });
    head.writeBytes(
        ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    try (var socket = context.getSocketFactory().createSocket(behind.getHost(), behind.getPort())) {
      socket.getOutputStream().write(head.toByteArray());
      socket.getOutputStream().write(body);
      return socket.getInputStream().readAllBytes();
    }
  }

  private static String line(ByteArrayInputStream in) {
    var line = new StringBuilder();
    for (var c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
