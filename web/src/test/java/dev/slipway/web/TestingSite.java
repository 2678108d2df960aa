package dev.slipway.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Every page with sample views, mounted on a small server; live events are sent by the test. */
final class TestingSite implements AutoCloseable {
  final Assets assets = new Assets();
  final Pages pages = new Pages(assets);
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final List<String> posted = new CopyOnWriteArrayList<>();
  final Map<String, Function<Frame, String>> mounted = new LinkedHashMap<>();
  private final HttpServer server;

  TestingSite() throws IOException {
    mounted.put("/", frame -> pages.home(frame, SampleApps.few()));
    mounted.put("/many", frame -> pages.home(frame, SampleApps.many()));
    mounted.put("/odd", frame -> pages.home(frame, SampleApps.odd()));
    mounted.put("/none", frame -> pages.home(frame, SampleApps.none()));
    mounted.put("/environment", frame -> pages.environment(frame, SampleDeployments.environment()));
    mounted.put("/deployment", frame -> pages.deployment(frame, SampleDeployments.running()));
    mounted.put("/approval", frame -> pages.deployment(frame, SampleDeployments.waiting()));
    mounted.put("/rolled-back", frame -> pages.deployment(frame, SampleDeployments.rolledBack()));
    mounted.put("/database", frame -> pages.database(frame, SampleRest.database()));
    mounted.put("/pipeline", frame -> pages.pipeline(frame, SampleApps.pipeline()));
    mounted.put("/operations", frame -> pages.operations(frame, SampleRest.operations()));
    mounted.put("/logs", frame -> pages.logs(frame, SampleLogs.logs()));
    mounted.put("/alerts", frame -> pages.alerts(frame, SampleAlerts.alerts()));
    mounted.put("/audit", frame -> pages.audit(frame, SampleRest.audit()));
    mounted.put("/people", frame -> pages.people(frame, SampleRest.people()));
    mounted.put("/settings", frame -> pages.settings(frame, SampleRest.settings()));
    mounted.put("/factor", frame -> pages.secondFactor(frame, SampleRest.secondFactor()));
    mounted.put("/paper", frame -> pages.secondFactor(frame, SampleRest.paper()));
    mounted.put("/sign-on", frame -> pages.signOn(frame, SampleRest.signOn()));
    mounted.put("/sign-in", frame -> pages.signIn(signedOut(frame), SampleRest.signIn()));
    mounted.put("/set-up", frame -> pages.newPassword(signedOut(frame), SampleRest.setUp()));
    mounted.put("/error", frame -> pages.error(frame, SampleRest.error()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private static Frame signedOut(Frame frame) {
    return Frame.signedOut(frame.theme(), frame.formKey());
  }

  static Frame frame(String theme) {
    return new Frame(Optional.of("Ada Lovelace"), theme, "form-key", 2, Optional.empty());
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (path.endsWith("/events")) {
      events(exchange);
      return;
    }
    var asset = assets.at(path);
    if (asset.isPresent()) {
      var found = asset.get();
      SecurityHeaders.ofAssets().forEach(exchange.getResponseHeaders()::set);
      send(exchange, 200, found.mediaType(), found.content());
      return;
    }
    SecurityHeaders.ofPages().forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("POST")) {
      var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      posted.add(path + " " + URLDecoder.decode(body, StandardCharsets.UTF_8));
      html(exchange, 200, pages.error(frame("auto"), SampleRest.error()));
      return;
    }
    if (path.equals("/-/sample/restore")) {
      var at = exchange.getRequestURI().getQuery().replaceAll(".*(?:at|point)=([^&]*).*", "$1");
      html(exchange, 200, pages.restore("form-key", SampleRest.restore(at)));
      return;
    }
    if (exchange.getRequestHeaders().containsKey("HX-Request")) {
      html(exchange, 200, pages.homeTable(SampleApps.none()));
      return;
    }
    var page = mounted.get(path);
    var cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
    var theme = cookie.replaceAll(".*theme=(\\w+).*", "$1");
    html(
        exchange,
        page == null ? 404 : 200,
        (page == null ? mounted.get("/error") : page).apply(frame(theme)));
  }

  private void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      while (true) {
        var html = events.take().strip();
        var lines = html.lines().map(line -> "data: " + line).toList();
        // What holds rows is merged, as it comes from a list.
        var name = html.contains("data-rows") ? "list" : "part";
        out.write(
            ("event: " + name + "\n" + String.join("\n", lines) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void html(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
