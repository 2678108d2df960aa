package dev.slipway.api;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.protocol.Health;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.ProblemDocument;
import io.helidon.http.HeaderNames;
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
import org.jspecify.annotations.Nullable;

/** Listens, lets in who shows a token, and turns endpoints into answers. */
public final class ApiServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());
  private static final String JSON = "application/json";
  private static final String BEARER = "Bearer ";

  /** What the server is made of, beside its endpoints. */
  public record Setting(
      Gate gate, List<HealthCheck> health, Metrics metrics, String version, InstantSource clock) {}

  private final Setting setting;
  private final List<Endpoint> endpoints;
  private final Instant startedAt;
  private final WebServer server;

  private ApiServer(Setting setting, List<Endpoint> endpoints, InetAddress address, int port) {
    this.setting = setting;
    this.endpoints = endpoints;
    this.startedAt = setting.clock().instant();
    this.server =
        WebServer.builder()
            .address(address)
            .port(port)
            .shutdownHook(false)
            .routing(this::route)
            .build();
  }

  /** Starts to listen; port 0 takes a free one. */
  public static ApiServer start(
      Setting setting, List<Endpoint> endpoints, InetAddress address, int port) {
    var api = new ApiServer(setting, endpoints, address, port);
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
        (request, answer) -> answer.header(HeaderNames.CONTENT_TYPE, JSON).send(document));
    for (var endpoint : endpoints) {
      routing.route(
          io.helidon.http.Method.create(endpoint.method().name()),
          endpoint.path(),
          (request, answer) -> answer(endpoint, request, answer));
    }
    routing.error(ProblemException.class, (request, answer, e) -> tell(answer, e.problem()));
    routing.error(Exception.class, this::fault);
    routing.any("/v1/*", (request, answer) -> tell(answer, noSuchPath(request)));
  }

  private void answer(Endpoint endpoint, ServerRequest request, ServerResponse answer)
      throws Exception {
    var call = new Call(request, caller(request));
    var result = endpoint.handler().answer(call);
    if (result instanceof EventStream stream) {
      ServerSentEvents.write(stream, answer);
    } else {
      answer.header(HeaderNames.CONTENT_TYPE, JSON);
      answer.send(Json.bytes(result));
    }
  }

  private Caller caller(ServerRequest request) {
    var header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
    var token = header.startsWith(BEARER) ? header.substring(BEARER.length()).strip() : "";
    var name =
        setting
            .gate()
            .nameOf(token)
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.UNAUTHENTICATED,
                            "SLIP-8504",
                            token.isEmpty()
                                ? "the request shows no token"
                                : "the token belongs to nobody",
                            "send Authorization: Bearer and the token of the data directory")
                        .exception());
    return new Caller(name, request.remotePeer().host());
  }

  private void health(ServerResponse answer, boolean withDependencies) {
    var checks =
        withDependencies
            ? setting.health().stream().map(HealthCheck::look).toList()
            : List.<Health.Dependency>of();
    var ok = checks.stream().allMatch(check -> check.status().equals("ok"));
    var uptime = Duration.between(startedAt, setting.clock().instant()).toSeconds();
    answer.status(ok ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    answer.header(HeaderNames.CONTENT_TYPE, JSON);
    answer.send(Json.bytes(new Health(ok ? "ok" : "failing", setting.version(), uptime, checks)));
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

  private void fault(ServerRequest request, ServerResponse answer, Exception e) {
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
