package dev.slipway.edge;

import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.protocol.edge.Pool;
import dev.slipway.protocol.edge.RoutingTable;
import dev.slipway.protocol.edge.Site;
import dev.slipway.protocol.edge.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** A real edge on free ports with a state folder of its own, and clients for it. */
final class TestingEdge implements AutoCloseable {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final Path state;
  private volatile RunningEdge running;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestingEdge(Path state, String transport) {
    this.state = state;
    try {
      running =
          RunningEdge.start(
              new EdgeOptions(state, ANY_PORT, ANY_PORT, 2, transport), InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestingEdge start() {
    return start("");
  }

  static TestingEdge start(String transport) {
    try {
      return new TestingEdge(Files.createTempDirectory("edge"), transport);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An edge on a folder that another one has left. */
  static TestingEdge startOn(Path state) {
    return new TestingEdge(state, "");
  }

  /** An edge that sends everything to these instances. */
  static TestingEdge serving(TestingBackend... backends) {
    var edge = start();
    var targets = new Target[backends.length];
    for (var i = 0; i < backends.length; i++) {
      targets[i] = Target.local("i" + i, "v1", backends[i].port());
    }
    edge.serve(Pool.of("app", List.of(targets)));
    return edge;
  }

  static RoutingTable table(long version, Pool pool) {
    return new RoutingTable(
        version, List.of(Site.of("app/test", List.of("*"), pool.name())), List.of(pool), List.of());
  }

  /** Serves one site with this pool, under every host. */
  void serve(Pool pool) {
    admin().putTable(table(running.edge().table().version() + 1, pool));
  }

  /** Serves this site; its pool is there already or is given along. */
  void serve(Site site, Pool... pools) {
    var now = running.edge().table();
    admin()
        .putTable(
            new RoutingTable(
                now.version() + 1,
                List.of(site),
                pools.length == 0 ? now.pools() : List.of(pools),
                now.certificates()));
  }

  /**
   * Another edge takes over on the same ports, as in an upgrade; returns when the older is gone.
   */
  void handOver() throws Exception {
    var older = running;
    var gone = Thread.ofVirtual().start(() -> retire(older));
    var http = new InetSocketAddress(InetAddress.getLoopbackAddress(), older.ports().http());
    var https = new InetSocketAddress(InetAddress.getLoopbackAddress(), older.ports().https());
    running = RunningEdge.start(new EdgeOptions(state, http, https, 2, ""), InstantSource.system());
    gone.join();
  }

  private static void retire(RunningEdge older) {
    try {
      older.awaitSuccessor(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Path state() {
    return state;
  }

  EdgeAdmin admin() {
    return new EdgeAdmin(state);
  }

  int port() {
    return running.ports().http();
  }

  RunningEdge running() {
    return running;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends bytes as they are, and returns everything until the edge closes. */
  String raw(String bytes) {
    try (var socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(15_000);
    return socket;
  }

  /** Ends the edge and leaves its folder. */
  void stop() {
    running.close();
    client.close();
  }

  @Override
  public void close() {
    stop();
    try (var files = Files.walk(state)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
