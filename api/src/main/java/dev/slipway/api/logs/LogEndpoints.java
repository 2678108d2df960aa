package dev.slipway.api.logs;

import dev.slipway.access.people.Permission;
import dev.slipway.api.Call;
import dev.slipway.api.Endpoint;
import dev.slipway.api.EventStream;
import dev.slipway.api.Query;
import dev.slipway.catalog.Deployments;
import dev.slipway.kit.Problem;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.collect.Shelves;
import dev.slipway.logs.search.Direction;
import dev.slipway.logs.search.Following;
import dev.slipway.logs.search.Found;
import dev.slipway.logs.search.Mark;
import dev.slipway.logs.search.Search;
import dev.slipway.logs.shelf.Shelf;
import dev.slipway.protocol.LogLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What was written: by an environment's instances and databases, by the edge, by ourselves. */
public final class LogEndpoints {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int LOOKS_TO_HEARTBEAT = 50;
  private static final int PAGE = 1_000;
  private static final Duration PAGE_LIMIT = Duration.ofSeconds(5);

  private final Deployments deployments;
  private final Shelves shelves;

  public LogEndpoints(Deployments deployments, Shelves shelves) {
    this.deployments = deployments;
    this.shelves = shelves;
  }

  public List<Endpoint> list() {
    var queries = Asked.queries().toArray(Query[]::new);
    return List.of(
        Endpoint.get(
                "/v1/apps/{app}/environments/{environment}/logs",
                "What instances and databases of an environment wrote: the last entries, or all,"
                    + " and with follow=true those to come",
                EventStream.class,
                this::ofEnvironment)
            .needs(Permission.VIEW, "logs.read")
            .asks(queries),
        Endpoint.get(
                "/v1/logs/{part}",
                "What Slipway's own parts wrote: edge, control-plane, store",
                EventStream.class,
                this::ofOurs)
            .needs(Permission.ADMINISTER, "logs.read-own")
            .asks(queries));
  }

  private Object ofEnvironment(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    if (deployments.history(app, environment, 1).isEmpty()) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-8533",
              app + "/" + environment + ": nothing was deployed yet",
              "slipway deploy " + app + " " + environment)
          .exception();
    }
    return stream(app + "/" + environment, Asked.of(call));
  }

  private Object ofOurs(Call call) {
    return stream("_slipway/" + call.path("part"), Asked.of(call));
  }

  private Object stream(String place, Asked asked) {
    var there = shelves.of(place).keySet();
    if (there.stream().noneMatch(asked.parts())) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-8532",
              place.replace("_slipway/", "Slipway's ")
                  + ": nothing of that name has written anything",
              there.isEmpty()
                  ? "nothing at all was written there yet"
                  : "there is "
                      + there.stream().map(ShelfName::part).collect(Collectors.joining(", ")))
          .exception();
    }
    Supplier<Map<ShelfName, Shelf>> wanted =
        () -> {
          var all = shelves.of(place);
          all.keySet().removeIf(asked.parts().negate());
          return all;
        };
    return (EventStream)
        sink -> {
          // Begun before what is there is told: nothing falls in between, and nothing comes twice.
          var following = new Following(wanted, asked.question());
          var search = new Search(wanted.get(), asked.question(), direction(asked));
          tell(search, following, asked, sink);
          if (asked.follow()) {
            follow(following, sink);
          }
        };
  }

  private static Direction direction(Asked asked) {
    return asked.lines().isPresent() ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
  }

  /** The last so many are found backwards and told forwards; all are told as they are found. */
  private static void tell(Search search, Following following, Asked asked, EventStream.Sink sink)
      throws IOException {
    Optional<Mark> behind = Optional.empty();
    var newest = new ArrayDeque<Found>();
    var left = asked.lines().orElse(Integer.MAX_VALUE);
    while (left > 0) {
      var page = search.page(behind, Math.min(left, PAGE), PAGE_LIMIT);
      for (var one : page.found()) {
        if (following.comesBefore(one)) {
          left--;
          if (asked.lines().isPresent()) {
            newest.addFirst(one);
          } else {
            send(sink, one);
          }
        }
      }
      behind = page.next();
      if (behind.isEmpty()) {
        break;
      }
      sink.heartbeat();
    }
    for (var one : newest) {
      send(sink, one);
    }
  }

  private static void follow(Following following, EventStream.Sink sink)
      throws IOException, InterruptedException {
    for (var look = 1; ; look++) {
      for (var one : following.more()) {
        send(sink, one);
      }
      if (look % LOOKS_TO_HEARTBEAT == 0) {
        sink.heartbeat();
      }
      Thread.sleep(LOOK);
    }
  }

  private static void send(EventStream.Sink sink, Found found) throws IOException {
    var entry = found.entry();
    var place = found.mark().text();
    sink.event(
        place,
        "line",
        new LogLine(
            entry.at(),
            entry.level().word(),
            found.shelf().part(),
            entry.origin().release(),
            entry.origin().instance(),
            entry.text(),
            place));
  }
}
