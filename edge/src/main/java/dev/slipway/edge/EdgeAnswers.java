package dev.slipway.edge;

import dev.slipway.edge.admin.AdminAnswers;
import dev.slipway.edge.gate.Challenges;
import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.pool.Instance;
import dev.slipway.edge.tls.TlsChallenges;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.edge.EdgeHealth;
import dev.slipway.protocol.edge.EdgeJson;
import dev.slipway.protocol.edge.InstanceState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What the edge says and does over its admin socket. */
final class EdgeAnswers implements AdminAnswers {
  private static final String INSTANCES = "/instances/";
  private static final String CHALLENGES = "/challenges/";
  private static final String TLS_CHALLENGES = "/tls-challenges/";

  private final Edge edge;
  private final EdgeHealth health;
  private final FiguresReader figures;
  private final Asked asked;
  private final Runnable retire;

  /** What certificate authorities are shown. */
  record Asked(Challenges http, TlsChallenges tls) {}

  EdgeAnswers(Edge edge, EdgeHealth health, InstantSource clock, Asked asked, Runnable retire) {
    this.retire = retire;
    this.asked = asked;
    this.edge = edge;
    this.health = health;
    this.figures = new FiguresReader(edge, clock);
  }

  @Override
  public Reply answer(String method, String path, Map<String, List<String>> query, String body) {
    if (method.equals("PUT") && path.equals("/table")) {
      edge.serve(EdgeJson.table(body));
      return Reply.json(EdgeJson.write(health()));
    }
    if (method.equals("POST") && path.equals("/retire")) {
      retire.run();
      return Reply.json("{}");
    }
    if (path.startsWith(CHALLENGES)) {
      return challenge(method, path.substring(CHALLENGES.length()), body);
    }
    if (path.startsWith(TLS_CHALLENGES)) {
      return tlsChallenge(method, path.substring(TLS_CHALLENGES.length()), body);
    }
    if (!method.equals("GET")) {
      throw notFound(method + " " + path);
    }
    if (path.startsWith(INSTANCES)) {
      return Reply.json(EdgeJson.write(state(path.substring(INSTANCES.length()))));
    }
    return switch (path) {
      case "/table" -> Reply.json(EdgeJson.write(edge.table()));
      case "/health" -> Reply.json(EdgeJson.write(health()));
      case "/figures" -> Reply.json(EdgeJson.write(figures.read(window(query))));
      case "/metrics" ->
          new Reply(200, "text/plain; version=0.0.4", Prometheus.write(figures.read(60)));
      default -> throw notFound(path);
    };
  }

  private Reply challenge(String method, String token, String authorization) {
    switch (method) {
      case "PUT" -> asked.http().put(token, authorization);
      case "DELETE" -> asked.http().remove(token);
      default -> throw notFound(method + " " + CHALLENGES + token);
    }
    return Reply.json("{}");
  }

  private Reply tlsChallenge(String method, String host, String digest) {
    switch (method) {
      case "PUT" -> asked.tls().put(host, digest);
      case "DELETE" -> asked.tls().remove(host);
      default -> throw notFound(method + " " + TLS_CHALLENGES + host);
    }
    return Reply.json("{}");
  }

  private static int window(Map<String, List<String>> query) {
    var text = query.getOrDefault("window", List.of("10")).getFirst();
    return text.matches("\\d{1,2}") ? Math.clamp(Integer.parseInt(text), 1, 60) : 10;
  }

  private EdgeHealth health() {
    return new EdgeHealth(
        health.pid(),
        health.started(),
        edge.table().version(),
        health.transport(),
        health.loops(),
        health.ports(),
        edge.warnings());
  }

  private InstanceState state(String name) {
    var routed = false;
    var inFlight = 0L;
    for (var instance : edge.instances()) {
      if (instance.target().instance().equals(name)) {
        routed |= instance.routed();
        inFlight += inFlight(instance);
      }
    }
    return new InstanceState(name, routed, (int) inFlight);
  }

  private long inFlight(Instance instance) {
    var sum = 0L;
    for (var worker : edge.workers()) {
      var counts = worker.counts(instance);
      sum += counts == null ? 0 : counts.get(Counts.Kind.IN_FLIGHT);
    }
    return sum;
  }

  private static RuntimeException notFound(String what) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-4014",
            "edge has no " + what,
            "it has PUT /table, PUT and DELETE /challenges/TOKEN and /tls-challenges/HOST,"
                + " and GET /table, /health, /figures, /metrics, /instances/NAME")
        .exception();
  }

  @Override
  public void close() {
    figures.close();
  }
}
