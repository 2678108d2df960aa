package dev.slipway.checks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.slipway.checks.http.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A small site on loopback that answers each path as a test says. */
public final class TestingSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Responder> responders = new ConcurrentHashMap<>();
  private final boolean secure;

  /** Every request, in the order they came: {@code GET /x}. */
  public final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /** What a path answers. */
  public interface Responder {
    Reply answer(HttpExchange exchange, String body) throws IOException;
  }

  /** An answer; headers in turn, name and value. */
  public record Reply(int status, String body, String... headers) {
    public static Reply json(int status, String body) {
      return new Reply(status, body, "Content-Type", "application/json");
    }

    public static Reply html(String body) {
      return new Reply(200, body, "Content-Type", "text/html; charset=utf-8");
    }
  }

  private TestingSite(HttpServer server, boolean secure) {
    this.server = server;
    this.secure = secure;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public static TestingSite plain() {
    try {
      return new TestingSite(HttpServer.create(loopback(), 0), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestingSite secure(SSLContext tls) {
    try {
      var server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(tls));
      return new TestingSite(server, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Method and path, or the path alone for any method. */
  public TestingSite on(String request, Responder responder) {
    responders.put(request, responder);
    return this;
  }

  public TestingSite on(String request, Reply reply) {
    return on(request, (exchange, body) -> reply);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var path = exchange.getRequestURI().getPath();
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      var responder =
          responders.getOrDefault(exchange.getRequestMethod() + " " + path, responders.get(path));
      var reply =
          responder == null ? new Reply(404, "not found") : responder.answer(exchange, body);
      for (var i = 0; i < reply.headers().length; i += 2) {
        exchange.getResponseHeaders().add(reply.headers()[i], reply.headers()[i + 1]);
      }
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI address() {
    return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + port());
  }

  public Target target() {
    return Target.at(address());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
