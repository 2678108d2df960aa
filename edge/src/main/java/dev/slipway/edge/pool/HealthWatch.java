package dev.slipway.edge.pool;

import dev.slipway.protocol.edge.HealthCheck;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks instances whether they are well, each in a virtual thread of its own and never on a loop, so
 * that a slow answer keeps nobody else waiting.
 */
public final class HealthWatch implements AutoCloseable {
  private record Watching(HealthCheck check, Thread thread) {}

  private final Map<Instance, Watching> watched = new HashMap<>();

  /** Watches exactly these instances from now on. */
  public synchronized void watch(Map<Instance, HealthCheck> wanted) {
    watched
        .entrySet()
        .removeIf(
            entry -> {
              var stays = entry.getValue().check().equals(wanted.get(entry.getKey()));
              if (!stays) {
                entry.getValue().thread().interrupt();
                entry.getKey().judge(true);
              }
              return !stays;
            });
    wanted.forEach(
        (instance, check) ->
            watched.computeIfAbsent(
                instance,
                key -> {
                  var thread =
                      Thread.ofVirtual().name("edge-health").unstarted(() -> run(key, check));
                  thread.start();
                  return new Watching(check, thread);
                }));
  }

  private static void run(Instance instance, HealthCheck check) {
    var inRow = 0;
    var well = true;
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(check.interval());
        var answer = isWell(instance, check);
        inRow = answer == well ? 0 : inRow + 1;
        if (inRow >= (well ? check.unhealthyAfter() : check.healthyAfter())) {
          well = answer;
          inRow = 0;
          instance.judge(well);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isWell(Instance instance, HealthCheck check) {
    var millis = (int) Math.clamp(check.timeout().toMillis(), 1, Duration.ofMinutes(1).toMillis());
    try (var socket = new Socket()) {
      socket.connect(instance.address(), millis);
      socket.setSoTimeout(millis);
      var host = check.host();
      var request =
          "GET %s HTTP/1.1\r\nhost: %s\r\nuser-agent: slipway-edge-health\r\nconnection: close\r\n\r\n"
              .formatted(
                  check.path(),
                  host == null
                      ? instance.target().address() + ":" + instance.target().port()
                      : host);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var start = new String(socket.getInputStream().readNBytes(10), StandardCharsets.US_ASCII);
      return start.matches("HTTP/1\\.[01] [23]");
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    watch(Map.of());
  }
}
