package dev.slipway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients of every kind that ask without a pause, each as a well-made one does: it goes on until an
 * answer says that it is the last, and a WebSocket that is told to go comes back.
 */
final class SwitchClients {
  private static final int GOING_AWAY = 1001;
  private static final int PARTS = 12;

  private final TestingEdge edge;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpClient secure;
  private final AtomicBoolean over = new AtomicBoolean();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicLong> done = new ConcurrentHashMap<>();
  private final List<Thread> threads;

  SwitchClients(TestingEdge edge) throws Exception {
    this.edge = edge;
    this.secure = HttpClient.newBuilder().sslContext(TlsTest.trusting()).build();
    this.threads =
        List.of(
            repeat("kept alive", this::keptAlive),
            repeat("new connection", this::newConnection),
            repeat("upload", this::upload),
            repeat("slow upload", this::slowUpload),
            repeat("posted", this::posted),
            repeat("websocket message", this::webSocket),
            repeat("over tls", this::overTls));
  }

  /** Requests that were answered, by the kind of client. */
  Map<String, AtomicLong> done() {
    return new TreeMap<>(done);
  }

  long all() {
    return done.values().stream().mapToLong(AtomicLong::get).sum();
  }

  ConcurrentLinkedQueue<String> failures() {
    return failures;
  }

  int kinds() {
    return threads.size();
  }

  void stop() throws InterruptedException {
    over.set(true);
    for (var thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    }
    client.close();
    secure.close();
  }

  private Thread repeat(String name, Callable<Long> requests) {
    var count = done.computeIfAbsent(name, key -> new AtomicLong());
    return Thread.ofVirtual()
        .start(
            () -> {
              while (!over.get()) {
                try {
                  count.addAndGet(requests.call());
                } catch (Exception | AssertionError e) {
                  failures.add(name + ": " + e);
                }
              }
            });
  }

  private long keptAlive() throws IOException {
    try (var socket = edge.connect()) {
      for (var i = 1; i <= 200; i++) {
        socket.getOutputStream().write("GET /a HTTP/1.1\r\nhost: a\r\n\r\n".getBytes());
        var answer = answer(socket, "got 0");
        assertThat(answer).startsWith("HTTP/1.1 200");
        if (answer.contains("connection: close") || over.get()) {
          return i;
        }
      }
      return 200;
    }
  }

  private static String answer(Socket socket, String end) throws IOException {
    var answer = new StringBuilder();
    var part = new byte[4096];
    while (!answer.toString().endsWith(end)) {
      var count = socket.getInputStream().read(part);
      if (count < 0) {
        throw new IOException("closed after " + answer);
      }
      answer.append(new String(part, 0, count, StandardCharsets.US_ASCII));
    }
    return answer.toString();
  }

  private long newConnection() {
    var answer = edge.raw("GET /n HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").endsWith("got 0");
    return 1;
  }

  private long upload() throws Exception {
    var parts = List.of(new byte[20_000], new byte[30_000], new byte[1]);
    assertThat(post("/up", HttpRequest.BodyPublishers.ofByteArrays(parts))).isEqualTo("got 50001");
    return 1;
  }

  private long posted() throws Exception {
    assertThat(post("/p", HttpRequest.BodyPublishers.ofString("four"))).isEqualTo("got 4");
    return 1;
  }

  private String post(String path, HttpRequest.BodyPublisher body) throws Exception {
    var request = HttpRequest.newBuilder(uri("http", path)).POST(body).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** A body that comes in pieces and outlives a switch. */
  private long slowUpload() throws Exception {
    try (var socket = edge.connect()) {
      var out = socket.getOutputStream();
      out.write(
          "POST /slow HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
              .getBytes());
      for (var i = 0; i < PARTS; i++) {
        out.write(("400\r\n" + "x".repeat(0x400) + "\r\n").getBytes());
        TimeUnit.MILLISECONDS.sleep(10);
      }
      out.write("0\r\n\r\n".getBytes());
      assertThat(answer(socket, "got " + PARTS * 0x400)).startsWith("HTTP/1.1 200");
      return 1;
    }
  }

  private long overTls() throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create("https://localhost:" + edge.running().ports().https() + "/"))
            .build();
    var answer = secure.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return 1;
  }

  /** Hears what comes, and the status with which it is told to go. */
  private static final class Hearing implements WebSocket.Listener {
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuffer parts = new StringBuffer();
    private volatile int closed;

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      parts.append(text);
      if (last) {
        heard.add(parts.toString());
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed = status;
      heard.add("closed");
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      heard.add(error.toString());
    }
  }

  private long webSocket() throws Exception {
    var hearing = new Hearing();
    var socket = client.newWebSocketBuilder().buildAsync(uri("ws", "/live"), hearing).get();
    for (var i = 1; i <= 20; i++) {
      try {
        socket.sendText("message " + i, true).get();
      } catch (ExecutionException | CompletionException e) {
        var told = hearing.heard.poll(10, TimeUnit.SECONDS);
        assertThat(hearing.closed).describedAs(e + " after " + told).isEqualTo(GOING_AWAY);
        return i - 1;
      }
      var heard = hearing.heard.poll(10, TimeUnit.SECONDS);
      if (hearing.closed == GOING_AWAY) {
        return i - 1;
      }
      assertThat(heard).isEqualTo("message " + i);
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get();
    return 20;
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + edge.port() + path);
  }
}
