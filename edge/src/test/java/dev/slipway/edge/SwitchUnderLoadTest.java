package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.protocol.edge.Certificate;
import dev.slipway.protocol.edge.Destination;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.Route;
import dev.slipway.protocol.edge.RoutingTable;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Not one request fails while instances are replaced: blue-green switches and rolling replacements
 * in which the old instances really stop, as soon as they are drained. {@code
 * -Dslipway.switches=1000} for the long one.
 */
final class SwitchUnderLoadTest {
  private static final int SWITCHES = Integer.getInteger("slipway.switches", 12);

  private final AtomicBoolean over = new AtomicBoolean();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> done = new ConcurrentHashMap<>();

  @Test
  void noRequestFailsWhileInstancesAreReplaced() throws Exception {
    try (var edge = TestingEdge.start();
        var sockets = TestingWebSockets.start();
        var client = HttpClient.newHttpClient()) {
      var running = new ArrayList<Instance>();
      running.add(Instance.start(0));
      running.add(Instance.start(1));
      serve(edge, running, sockets.port());
      var clients =
          List.of(
              repeat("kept-alive", () -> keptAlive(edge)),
              repeat("new connection", () -> newConnection(edge)),
              repeat("upload", () -> upload(edge, client)),
              repeat("posted", () -> posted(edge, client)),
              repeat("websocket", () -> webSocket(edge, client)),
              repeat("tls", () -> overTls(edge)));
      for (var i = 2; i < SWITCHES + 2; i++) {
        if (i % 4 == 0) {
          replaceCertificate(edge, i);
        }
        if (i % 2 == 0) {
          replaceAll(edge, running, sockets.port(), i * 10);
        } else {
          replaceOne(edge, running, sockets.port(), i * 10);
        }
      }
      over.set(true);
      for (var thread : clients) {
        thread.join(TimeUnit.SECONDS.toMillis(30));
      }
      running.forEach(Instance::stop);
      System.out.println(SWITCHES + " switches: " + done + ", failed: " + failures.size());
      assertThat(failures).isEmpty();
      assertThat(done).hasSize(6).allSatisfy((name, count) -> assertThat(count).hasPositiveValue());
    }
  }

  /** Another pair of files, and the ones before gone once the table is taken. */
  private static void replaceCertificate(TestingEdge edge, int number) throws IOException {
    var before = edge.admin().table();
    var chain = edge.state().resolve("site" + number + ".pem");
    var key = edge.state().resolve("site" + number + ".key");
    Files.copy(edge.state().resolve("self-signed.pem"), chain);
    Files.copy(edge.state().resolve("self-signed.key"), key);
    var fresh = new Certificate(List.of("localhost"), chain.toString(), key.toString());
    edge.admin()
        .putTable(
            new RoutingTable(before.version() + 1, before.sites(), before.pools(), List.of(fresh)));
    for (var old : before.certificates()) {
      Files.delete(Path.of(old.chain()));
      Files.delete(Path.of(old.key()));
    }
  }

  private static Object overTls(TestingEdge edge) throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(TlsTest.trusting()).build()) {
      var uri = URI.create("https://localhost:" + edge.running().ports().https() + "/");
      for (var i = 0; i < 5; i++) {
        var answer =
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
      }
      return client;
    }
  }

  private record Instance(String name, TestingBackend backend) {
    static Instance start(int number) throws IOException {
      return new Instance(
          "i" + number,
          TestingBackend.behaving(
              exchange -> {
                var length = exchange.getRequestBody().readAllBytes().length;
                TestingBackend.answer(exchange, 200, "got " + length);
              }));
    }

    Target target() {
      return Target.local(name, "v" + name, backend.port());
    }

    void stop() {
      backend.close();
    }
  }

  private static void serve(TestingEdge edge, List<Instance> running, int webSockets) {
    var live = Target.local("live" + webSockets, "v", webSockets);
    var app = Pool.of("app", running.stream().map(Instance::target).toList());
    edge.serve(
        Site.of("app/test", List.of("*"), "app")
            .withRoutes(
                List.of(
                    new Route("/", new Destination.ToPool("app")),
                    new Route("/live", new Destination.ToPool("live")))),
        app,
        Pool.of("live", List.of(live)));
  }

  /** Blue-green: all at once, in one table. */
  private static void replaceAll(
      TestingEdge edge, List<Instance> running, int webSockets, int number) throws Exception {
    var old = List.copyOf(running);
    running.clear();
    running.add(Instance.start(number));
    running.add(Instance.start(number + 1));
    serve(edge, running, webSockets);
    stopDrained(edge, old);
  }

  /** Rolling: the new one is added, then an old one leaves. */
  private static void replaceOne(
      TestingEdge edge, List<Instance> running, int webSockets, int number) throws Exception {
    running.add(Instance.start(number));
    serve(edge, running, webSockets);
    var old = running.removeFirst();
    serve(edge, running, webSockets);
    stopDrained(edge, List.of(old));
  }

  private static void stopDrained(TestingEdge edge, List<Instance> old) throws Exception {
    for (var instance : old) {
      Eventually.isTrue(instance.name() + " drained", () -> edge.admin().drained(instance.name()));
      instance.stop();
    }
  }

  private Thread repeat(String name, Callable<Object> request) {
    return Thread.ofVirtual()
        .start(
            () -> {
              while (!over.get()) {
                try {
                  request.call();
                  done.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
                } catch (Exception | AssertionError e) {
                  failures.add(name + ": " + e);
                }
              }
            });
  }

  private Object keptAlive(TestingEdge edge) throws IOException {
    try (var socket = edge.connect()) {
      for (var i = 0; i < 200 && !over.get(); i++) {
        socket.getOutputStream().write("GET /a HTTP/1.1\r\nhost: a\r\n\r\n".getBytes());
        var answer = readAnswer(socket);
        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("got 0");
      }
      return socket;
    }
  }

  private static String readAnswer(Socket socket) throws IOException {
    var answer = new StringBuilder();
    var part = new byte[4096];
    while (!answer.toString().endsWith("got 0")) {
      var count = socket.getInputStream().read(part);
      if (count < 0) {
        throw new IOException("closed after " + answer);
      }
      answer.append(new String(part, 0, count, StandardCharsets.US_ASCII));
    }
    return answer.toString();
  }

  private static Object newConnection(TestingEdge edge) {
    var answer = edge.raw("GET /n HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("got 0");
    return answer;
  }

  private static Object upload(TestingEdge edge, HttpClient client) throws Exception {
    var parts = List.of(new byte[20_000], new byte[30_000], new byte[1]);
    var answer =
        client.send(
            HttpRequest.newBuilder(uri("http", edge, "/up"))
                .POST(HttpRequest.BodyPublishers.ofByteArrays(parts))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("got 50001");
    return answer;
  }

  private static Object posted(TestingEdge edge, HttpClient client) throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(uri("http", edge, "/p"))
                .POST(HttpRequest.BodyPublishers.ofString("four"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("got 4");
    return answer;
  }

  private static Object webSocket(TestingEdge edge, HttpClient client) throws Exception {
    var heard = new LinkedBlockingQueue<String>();
    var socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                uri("ws", edge, "/live"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence text, boolean last) {
                    heard.add(text.toString());
                    from.request(1);
                    return null;
                  }
                })
            .get();
    for (var i = 0; i < 20; i++) {
      socket.sendText("message " + i, true).get();
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("message " + i);
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
    return socket;
  }

  private static URI uri(String scheme, TestingEdge edge, String path) {
    return URI.create(scheme + "://127.0.0.1:" + edge.port() + path);
  }
}
