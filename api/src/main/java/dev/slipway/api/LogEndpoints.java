package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.delivery.instances.ReleaseOutput;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.LogLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What instances write, as a stream. */
public final class LogEndpoints {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int USUAL_LINES = 100;
  private static final int MOST_LINES = 10_000;

  private final Deployments deployments;
  private final ReleaseOutput output;

  public LogEndpoints(Deployments deployments, ReleaseOutput output) {
    this.deployments = deployments;
    this.output = output;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                "/v1/apps/{app}/environments/{environment}/logs",
                "What the instances of a release write: the last lines, and with follow=true those to"
                    + " come; of one service or release by the query",
                EventStream.class,
                this::stream)
            .needs(Permission.VIEW, "logs.read")
            .asks(
                Query.text("service", "of this service only"),
                Query.text("release", "of this release: v52 (default: what serves)"),
                Query.word("follow", "true for those to come as well", "true", "false"),
                Query.number(
                    "lines", "so many of the last", new Query.Whole(USUAL_LINES, 0, MOST_LINES))));
  }

  private Object stream(Call call) {
    var release = release(call);
    var names = output.of(release, call.query("service"));
    if (names.isEmpty()) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-8532",
              release.target()
                  + ": no instance of "
                  + release.releaseVersion()
                  + call.query("service").map(name -> " of " + name).orElse("")
                  + " is there",
              "name another with --release; what a stopped release wrote goes with it")
          .exception();
    }
    var lines = (int) call.number("lines");
    var follows = call.query("follow").filter("true"::equals).isPresent();
    return (EventStream)
        sink -> {
          if (follows) {
            follow(names, lines, sink);
          } else {
            var number = 0;
            for (var line : output.last(names, lines)) {
              send(sink, ++number, line);
            }
          }
        };
  }

  private void follow(List<String> names, int lines, EventStream.Sink sink)
      throws IOException, InterruptedException {
    try (var following = output.follow(names, lines)) {
      var number = 0L;
      while (!following.isOver()) {
        var line = following.next(HEARTBEAT);
        if (line.isPresent()) {
          send(sink, ++number, line.get());
        } else {
          sink.heartbeat();
        }
      }
    }
  }

  private static void send(EventStream.Sink sink, long number, ReleaseOutput.Line line)
      throws IOException {
    sink.event(Long.toString(number), "line", new LogLine(line.instance(), line.text()));
  }

  /** The one that is named, the one that serves, or the last that tried. */
  private Deployment release(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    var named = call.query("release");
    if (named.isPresent()) {
      var digits = named.get().startsWith("v") ? named.get().substring(1) : named.get();
      return deployments.get(app, environment, (int) Numbers.parse("release", digits));
    }
    return deployments
        .serving(app, environment)
        .or(() -> deployments.history(app, environment, 1).stream().findFirst())
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-8533",
                        app + "/" + environment + ": nothing was deployed yet",
                        "slipway deploy " + app + " " + environment)
                    .exception());
  }
}
