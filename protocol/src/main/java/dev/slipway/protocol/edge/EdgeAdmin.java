package dev.slipway.protocol.edge;

import dev.slipway.kit.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Talks to the edge over its Unix socket. One connection for each call: calls are rare, and an edge
 * that was restarted in between is simply met anew. May be used from any thread.
 */
public final class EdgeAdmin {
  /** The socket's name in the edge's state folder. */
  public static final String SOCKET = "admin.sock";

  private final Path socket;

  /**
   * @param state the folder the edge was started with
   */
  public EdgeAdmin(Path state) {
    this.socket = state.resolve(SOCKET);
  }

  /**
   * Makes the edge serve this table. When it returns, every new request is answered by the new
   * table, and the table is on the edge's disk.
   */
  public void putTable(RoutingTable table) {
    ask("PUT", "/table", EdgeJson.write(table));
  }

  /** The table that is served now. */
  public RoutingTable table() {
    return EdgeJson.table(ask("GET", "/table", ""));
  }

  /** What was counted, with a window of the last so many seconds (1 to 60). */
  public Figures figures(int windowSeconds) {
    return EdgeJson.read(
        ask("GET", "/figures?window=" + windowSeconds, ""), Figures.class, "figures of the edge");
  }

  public InstanceState instance(String instance) {
    return EdgeJson.read(
        ask("GET", "/instances/" + instance, ""), InstanceState.class, "state of " + instance);
  }

  /** Whether nothing new reaches the instance and nothing is left running on it. */
  public boolean drained(String instance) {
    return instance(instance).drained();
  }

  public EdgeHealth health() {
    return EdgeJson.read(ask("GET", "/health", ""), EdgeHealth.class, "health of the edge");
  }

  /**
   * Lets the edge answer a certificate authority's HTTP-01 challenge, under every host, until it is
   * taken back.
   */
  public void putChallenge(String token, String authorization) {
    ask("PUT", "/challenges/" + token, authorization);
  }

  public void removeChallenge(String token) {
    ask("DELETE", "/challenges/" + token, "");
  }

  /**
   * Lets the edge answer a TLS-ALPN-01 challenge for a host, until it is taken back.
   *
   * @param digest SHA-256 of the key authorization, in hexadecimal
   */
  public void putTlsChallenge(String host, String digest) {
    ask("PUT", "/tls-challenges/" + host, digest);
  }

  public void removeTlsChallenge(String host) {
    ask("DELETE", "/tls-challenges/" + host, "");
  }

  /** Everything in Prometheus' text format. */
  public String prometheus() {
    return ask("GET", "/metrics", "");
  }

  private String ask(String method, String path, String body) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var content = body.getBytes(StandardCharsets.UTF_8);
      var head =
          "%s %s HTTP/1.1\r\nhost: edge\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
              .formatted(method, path, content.length);
      write(channel, head.getBytes(StandardCharsets.US_ASCII));
      write(channel, content);
      return body(method + " " + path, readAll(channel));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-4003",
              "edge at " + socket + " does not answer: " + e.getMessage(),
              "see that the process runs (slipway edge) and that you are the user who started it")
          .exception(e);
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  private static byte[] readAll(SocketChannel channel) throws IOException {
    var all = new ByteArrayOutputStream();
    var part = ByteBuffer.allocate(64 << 10);
    while (channel.read(part) >= 0) {
      all.write(part.array(), 0, part.position());
      part.clear();
    }
    return all.toByteArray();
  }

  private String body(String asked, byte[] answer) throws IOException {
    var text = new String(answer, StandardCharsets.UTF_8);
    var end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      throw new IOException("the connection ended in the middle of its answer");
    }
    var status = Integer.parseInt(text.substring(9, 12));
    var body = text.substring(end + 4);
    if (status >= 200 && status < 300) {
      return body;
    }
    throw refusal(asked, status, body).exception();
  }

  private static Problem refusal(String asked, int status, String body) {
    if (body.startsWith("{")) {
      return EdgeJson.read(body, Problem.class, "answer of the edge");
    }
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-4004",
        "edge answered " + status + " to " + asked + ": " + body,
        "");
  }
}
