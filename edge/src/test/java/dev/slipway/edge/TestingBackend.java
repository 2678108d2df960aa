package dev.slipway.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance that says who it is and what reached it. */
final class TestingBackend implements AutoCloseable {
  /** What an instance does with a request. */
  interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  static {
    // Without it the JDK's server waits 40 ms between the head and the body of each answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();

  private TestingBackend(HttpServer server) {
    this.server = server;
  }

  /** Answers 200 with this text. */
  static TestingBackend saying(String text) throws IOException {
    return behaving(exchange -> answer(exchange, 200, text));
  }

  /** Answers with so many parts of 64 KiB, or as many as are taken. */
  static TestingBackend pouring(int parts) throws IOException {
    return behaving(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var part = new byte[1 << 16];
          try {
            for (var i = 0; i < parts; i++) {
              exchange.getResponseBody().write(part);
            }
          } catch (IOException expected) {
            // The edge gives up on the client, and so on the instance.
          }
        });
  }

  static TestingBackend behaving(Behaviour behaviour) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var backend = new TestingBackend(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          backend.requests.incrementAndGet();
          try (exchange) {
            behaviour.answer(exchange);
          }
        });
    server.start();
    return backend;
  }

  static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  int port() {
    return server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
