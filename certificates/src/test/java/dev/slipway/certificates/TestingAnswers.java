package dev.slipway.certificates;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers on a port of its own, as the edge does on port 80; other ways are no way here. */
final class TestingAnswers implements Answers, AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> byToken = new ConcurrentHashMap<>();
  private final Optional<DnsRecords> records;
  volatile boolean silent;

  TestingAnswers(Optional<DnsRecords> records) throws IOException {
    this.records = records;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/acme-challenge/",
        exchange -> {
          try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var text = silent ? null : byToken.get(path.substring(path.lastIndexOf('/') + 1));
            var bytes = (text == null ? "nothing" : text).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  int left() {
    return byToken.size();
  }

  @Override
  public Set<Way> ways() {
    return records.isPresent() ? EnumSet.of(Way.HTTP_01, Way.DNS_01) : EnumSet.of(Way.HTTP_01);
  }

  @Override
  public void put(Answer answer) {
    if (answer.way() == Way.DNS_01) {
      records.orElseThrow().put(answer.name(), answer.value());
    } else {
      byToken.put(answer.name(), answer.value());
    }
  }

  @Override
  public void withdraw(Answer answer) {
    if (answer.way() == Way.DNS_01) {
      records.orElseThrow().remove(answer.name(), answer.value());
    } else {
      byToken.remove(answer.name());
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
