package dev.slipway.api;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.ManifestSchema;
import dev.slipway.protocol.Health;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.ProblemDocument;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listens, lets in who shows a token, and turns endpoints into answers. */
public final class ApiServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());

  /** Larger than any body that an endpoint reads, so that who sends too much is told so by it. */
  private static final long LONGEST_PAYLOAD = 2L * Call.LONGEST_BODY;

  /** What anybody's browser or program is told about every answer of the API. */
  private static final Map<String, String> SAFE_HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-store");

  /** What the server is made of, beside its endpoints. */
  public record Setting(
      Guard guard,
      Repeats repeats,
      List<HealthCheck> health,
      Metrics metrics,
      String version,
      InstantSource clock) {}

  /** Whatever answers beside the API, on the paths that the API leaves. */
  public interface Beside {
    Beside NOTHING = routing -> {};

    void mount(HttpRouting.Builder routing);
  }

  private final Setting setting;
  private final List<Endpoint> endpoints;
  private final Attendant attendant;
  private final Beside beside;
  private final Instant startedAt;
  private final WebServer server;

  private ApiServer(
      Setting setting, List<Endpoint> endpoints, Beside beside, InetAddress address, int port) {
    this.setting = setting;
    this.endpoints = endpoints;
    this.attendant = new Attendant(setting.guard(), setting.repeats());
    this.beside = beside;
    this.startedAt = setting.clock().instant();
    this.server =
        WebServer.builder()
            .address(address)
            .port(port)
            .maxPayloadSize(LONGEST_PAYLOAD)
            .shutdownHook(false)
            .routing(this::route)
            .build();
  }

  /** Starts to listen; port 0 takes a free one. */
  public static ApiServer start(
      Setting setting, List<Endpoint> endpoints, InetAddress address, int port) {
    return start(setting, endpoints, Beside.NOTHING, address, port);
  }

  public static ApiServer start(
      Setting setting, List<Endpoint> endpoints, Beside beside, InetAddress address, int port) {
    var api = new ApiServer(setting, endpoints, beside, address, port);
    try {
      api.server.start();
    } catch (RuntimeException e) {
      throw inUse(address, port, e);
    }
    // A port that was taken meanwhile is told by a server that does not run, not by an exception.
    if (!api.server.isRunning() || api.server.port() <= 0) {
      api.server.stop();
      throw inUse(address, port, null);
    }
    return api;
  }

  private static ProblemException inUse(
      InetAddress address, int port, @Nullable RuntimeException cause) {
    var problem =
        Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-8507",
            address.getHostAddress() + ":" + port + " can't be listened on: it is in use",
            "stop what listens there, or name another port with --port");
    return cause == null ? problem.exception() : problem.exception(cause);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private void route(HttpRouting.Builder routing) {
    routing.any(setting.metrics()::count);
    routing.any("/v1/*", ApiServer::headers);
    routing.get("/health", (request, answer) -> health(answer, true));
    routing.get("/health/ready", (request, answer) -> health(answer, true));
    routing.get("/health/live", (request, answer) -> health(answer, false));
    routing.get(
        "/metrics",
        (request, answer) -> {
          answer.header(HeaderNames.CONTENT_TYPE, Metrics.MEDIA_TYPE);
          answer.send(setting.metrics().text());
        });
    var document = Json.bytes(OpenApiDocument.of(endpoints, setting.version()));
    routing.get(
        "/openapi.json",
        (request, answer) ->
            answer.header(HeaderNames.CONTENT_TYPE, Attendant.JSON).send(document));
    // For editors, which can't sign in.
    var schema = ManifestSchema.json();
    routing.get(
        "/" + ManifestSchema.FILE_NAME,
        (request, answer) -> answer.header(HeaderNames.CONTENT_TYPE, Attendant.JSON).send(schema));
    for (var endpoint : endpoints) {
      routing.route(
          io.helidon.http.Method.create(endpoint.method().name()),
          endpoint.path(),
          (request, answer) -> attendant.attend(endpoint, request, answer));
    }
    routing.error(ProblemException.class, (request, answer, e) -> tell(answer, e.problem()));
    routing.error(Exception.class, this::fault);
    routing.any("/v1", (request, answer) -> tell(answer, noSuchPath(request)));
    routing.any("/v1/*", (request, answer) -> tell(answer, noSuchPath(request)));
    beside.mount(routing);
  }

  private void health(ServerResponse answer, boolean withDependencies) {
    var checks =
        withDependencies
            ? setting.health().stream().map(HealthCheck::look).toList()
            : List.<Health.Dependency>of();
    var ok = checks.stream().allMatch(check -> check.status().equals("ok"));
    var uptime = Duration.between(startedAt, setting.clock().instant()).toSeconds();
    answer.status(ok ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    answer.header(HeaderNames.CONTENT_TYPE, Attendant.JSON);
    answer.send(Json.bytes(new Health(ok ? "ok" : "failing", setting.version(), uptime, checks)));
  }

  /** What the HTTP server itself could not make sense of. */
  private static Problem malformed(HttpException e) {
    return Problem.of(
        Problem.Kind.BAD_INPUT,
        "SLIP-8514",
        "the request is not sound HTTP: "
            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
        "");
  }

  private static Problem noSuchPath(ServerRequest request) {
    return Problem.of(
        Problem.Kind.NOT_FOUND,
        "SLIP-8505",
        request.prologue().method().text()
            + " "
            + request.path().path()
            + ": there is no such path",
        "see /openapi.json");
  }

  private static void headers(ServerRequest request, ServerResponse answer) {
    SAFE_HEADERS.forEach(answer::header);
    answer.next();
  }

  private void fault(ServerRequest request, ServerResponse answer, Exception e) {
    if (e instanceof HttpException refused) {
      tell(answer, malformed(refused));
      return;
    }
    LOG.log(System.Logger.Level.ERROR, request.path().path() + " failed", e);
    tell(
        answer,
        Problem.of(
            Problem.Kind.BUG,
            "SLIP-8506",
            request.path().path() + ": a fault in Slipway: " + e,
            "the control plane's log has the details"));
  }

  private static void tell(ServerResponse answer, Problem problem) {
    answer.status(Status.create(problem.kind().httpStatus()));
    answer.header(HeaderNames.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE);
    answer.send(Json.bytes(ProblemDocument.of(problem)));
  }
}
