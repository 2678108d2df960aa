package dev.slipway.edge.pool;

import dev.slipway.protocol.edge.HealthCheck;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * How an instance is asked for its health.
 *
 * @param http2 it speaks HTTP/2 with prior knowledge, and perhaps nothing else
 */
public record Inquiry(HealthCheck check, boolean http2) {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Asks once, on a connection of its own; whatever is not a good answer in time is a bad one. */
  boolean isWell(Instance instance) {
    var millis = (int) Math.clamp(check.timeout().toMillis(), 1, LONGEST.toMillis());
    try (var socket = new Socket()) {
      socket.connect(instance.address(), millis);
      socket.setSoTimeout(millis);
      var target = instance.target();
      var given = check.host();
      var host = given == null ? target.address() + ":" + target.port() : given;
      return http2
          ? Http2Inquiry.isWell(socket, host, check.path())
          : isWell(socket, host, check.path());
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isWell(Socket socket, String host, String path) throws IOException {
    var request =
        "GET %s HTTP/1.1\r\nhost: %s\r\nuser-agent: slipway-edge-health\r\nconnection: close\r\n\r\n"
            .formatted(path, host);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var start = new String(socket.getInputStream().readNBytes(10), StandardCharsets.US_ASCII);
    return start.matches("HTTP/1\\.[01] [23]");
  }
}
