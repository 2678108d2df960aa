package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.EdgeAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One edge takes over from another on the same ports, under load. */
final class RestartTest {
  private static final int RESTARTS = Integer.getInteger("slipway.restarts", 3);

  private final AtomicBoolean over = new AtomicBoolean();
  private final ConcurrentLinkedQueue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();

  @Test
  void noRequestFailsWhileAnotherEdgeTakesOver() throws Exception {
    try (var backend = TestingBackend.saying("here");
        var first = TestingEdge.serving(backend)) {
      var port = first.port();
      var clients = new ArrayList<Thread>();
      clients.add(Thread.ofVirtual().start(() -> repeat(() -> newConnection(port))));
      clients.add(Thread.ofVirtual().start(() -> repeat(() -> keptAlive(port))));
      var now = first.running();
      for (var i = 0; i < RESTARTS; i++) {
        var retiring = now;
        var old = Thread.ofVirtual().start(() -> await(retiring));
        var pidsBefore = new EdgeAdmin(first.state()).health().started();
        now = RunningEdge.start(options(first.state(), port), InstantSource.system());
        assertThat(new EdgeAdmin(first.state()).health().started()).isAfter(pidsBefore);
        assertThat(new EdgeAdmin(first.state()).table().version()).isEqualTo(1);
        old.join();
      }
      over.set(true);
      for (var client : clients) {
        client.join();
      }
      now.close();
      assertThat(failures).isEmpty();
      assertThat(answers).hasValueGreaterThan(50);
    }
  }

  private static EdgeOptions options(Path state, int port) {
    return new EdgeOptions(
        state, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), null, 2, "");
  }

  private static void await(RunningEdge retiring) {
    try {
      retiring.awaitSuccessor(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Request {
    void send() throws IOException;
  }

  private void repeat(Request request) {
    while (!over.get()) {
      try {
        request.send();
        answers.incrementAndGet();
      } catch (IOException e) {
        failures.add(e);
      }
    }
  }

  private static void newConnection(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertAnswered(socket, true);
    }
  }

  /** As a browser does: goes on until an answer says that it is the last. */
  private static void keptAlive(int port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      for (var i = 0; i < 1000; i++) {
        if (assertAnswered(socket, false).contains("connection: close")) {
          return;
        }
      }
    }
  }

  private static String assertAnswered(Socket socket, boolean last) throws IOException {
    socket.setSoTimeout(20_000);
    var close = last ? "connection: close\r\n" : "";
    socket.getOutputStream().write(("GET / HTTP/1.1\r\nhost: a\r\n" + close + "\r\n").getBytes());
    var answer = new StringBuilder();
    var part = new byte[2048];
    while (!answer.toString().endsWith("here")) {
      var count = socket.getInputStream().read(part);
      if (count < 0) {
        throw new IOException("closed after: " + answer);
      }
      answer.append(new String(part, 0, count, StandardCharsets.US_ASCII));
    }
    if (!answer.toString().startsWith("HTTP/1.1 200")) {
      throw new IOException("answered " + answer);
    }
    return answer.toString();
  }
}
