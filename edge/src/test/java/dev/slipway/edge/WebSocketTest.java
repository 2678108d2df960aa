package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Long-lived connections: WebSockets and server-sent events. */
final class WebSocketTest {
  private static final class Heard implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      said.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      said.add("closed " + status);
      return null;
    }

    String next() throws InterruptedException {
      return said.poll(15, TimeUnit.SECONDS);
    }
  }

  @Test
  void messagesPassAndADrainSaysGoodbye() throws Exception {
    try (var sockets = TestingWebSockets.start();
        var edge = TestingEdge.start();
        var client = HttpClient.newHttpClient()) {
      edge.serve(Pool.of("app", List.of(Target.local("w1", "v1", sockets.port()))));
      var heard = new Heard();
      var socket =
          client
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws://127.0.0.1:" + edge.port() + "/live"), heard)
              .get();
      socket.sendText("hello", true).get();
      assertThat(heard.next()).isEqualTo("hello");
      var longText = "x".repeat(5000);
      socket.sendText(longText, true).get();
      assertThat(heard.next()).isEqualTo(longText);
      assertThat(edge.admin().instance("w1").inFlight()).isEqualTo(1);

      edge.serve(Pool.of("app", List.of()));
      assertThat(heard.next()).isEqualTo("closed 1001");
      Eventually.isTrue("drained", () -> edge.admin().drained("w1"));
    }
  }

  @Test
  void eventsArriveWhenTheyHappen() throws Exception {
    var mayGoOn = new java.util.concurrent.CountDownLatch(1);
    try (var backend =
            TestingBackend.behaving(
                exchange -> {
                  exchange.getResponseHeaders().set("content-type", "text/event-stream");
                  exchange.sendResponseHeaders(200, 0);
                  exchange.getResponseBody().write("data: one\n\n".getBytes());
                  exchange.getResponseBody().flush();
                  try {
                    mayGoOn.await(15, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  exchange.getResponseBody().write("data: two\n\n".getBytes());
                });
        var edge = TestingEdge.serving(backend);
        var socket = edge.connect()) {
      socket
          .getOutputStream()
          .write("GET /events HTTP/1.1\r\nhost: a\r\naccept-encoding: gzip\r\n\r\n".getBytes());
      var got = new StringBuilder();
      while (!got.toString().contains("data: one")) {
        got.append((char) socket.getInputStream().read());
      }
      assertThat(got.toString()).doesNotContain("two");
      mayGoOn.countDown();
      while (!got.toString().contains("data: two")) {
        got.append((char) socket.getInputStream().read());
      }
    }
  }
}
