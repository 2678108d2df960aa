package dev.slipway.delivery.maintenance;

import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Closures.Closure;
import dev.slipway.catalog.Closures.Mode;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.edge.Bypass;
import dev.slipway.protocol.edge.Maintenance;
import dev.slipway.protocol.edge.Pass;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Closes environments to their users and opens them. Who closes and what the edge does about it is
 * one transaction: a crash leaves both as they were or both as they shall be.
 */
public final class Doors {
  /** Requests that carry the secret in this header pass a closed environment. */
  private static final String BYPASS_HEADER = "x-slipway-bypass";

  /** The edge believes it of its own machine. */
  private static final String PROTO_HEADER = "x-forwarded-proto";

  private static final int SECRET_CHARACTERS = 40;
  private static final Duration LINK_HOLDS = Duration.ofHours(12);
  private static final Duration COME_BACK = Duration.ofMinutes(2);

  private final Closures closures;
  private final Traffic traffic;
  private final DatabaseWrites writes;
  private final InstantSource clock;

  public Doors(Closures closures, Traffic traffic, DatabaseWrites writes, InstantSource clock) {
    this.closures = closures;
    this.traffic = traffic;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param databases whether its databases are to take no writes either
   */
  public record Wish(String holder, Mode mode, boolean databases, String message, String by) {}

  /**
   * Closes an environment; in effect, also for requests to come, when this returns. What is written
   * down about its databases is never less than what is so: after a crash they are settled anew.
   */
  public void close(String app, String environment, Wish wish) {
    if (traffic.find(app, environment).filter(part -> !part.sites().isEmpty()).isEmpty()) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-7653",
              app + "/" + environment + " serves nobody yet: there is nothing to close",
              "slipway deploy " + app + " " + environment)
          .exception();
    }
    if (!wish.databases()) {
      allowWrites(app, environment, wish.holder());
    }
    traffic.change(
        app,
        environment,
        (handle, before) -> {
          var secret =
              closures.of(handle, app, environment).stream()
                  .map(Closure::bypass)
                  .findFirst()
                  .orElseGet(() -> Ids.secret(SECRET_CHARACTERS));
          closures.close(
              handle,
              app,
              environment,
              new Closure(
                  wish.holder(),
                  wish.mode(),
                  wish.databases(),
                  wish.message(),
                  secret,
                  wish.by(),
                  clock.instant()));
          return as(before, closures.of(handle, app, environment));
        });
    if (wish.databases()) {
      writes.forbid(app, environment);
    }
  }

  /** Unless nobody forbade it, or somebody else goes on to. */
  private void allowWrites(String app, String environment, String holder) {
    var forbidding = closures.of(app, environment).stream().filter(Closure::databases).toList();
    if (forbidding.size() == 1 && forbidding.getFirst().holder().equals(holder)) {
      writes.allow(app, environment);
    }
  }

  /** The holder needs it closed no longer; returns who still does. */
  public List<Closure> open(String app, String environment, String holder) {
    allowWrites(app, environment, holder);
    traffic.change(
        app,
        environment,
        (handle, before) -> {
          closures.open(handle, app, environment, holder);
          return as(before, closures.of(handle, app, environment));
        });
    return closures.of(app, environment);
  }

  public List<Closure> closed(String app, String environment) {
    return closures.of(app, environment);
  }

  private static EnvironmentTraffic as(EnvironmentTraffic before, List<Closure> closures) {
    var maintenance = closures.isEmpty() ? null : maintenance(closures);
    return before.eachSite(site -> site.withMaintenance(maintenance));
  }

  /** The strictest of what is wished, and the first message that there is. */
  private static Maintenance maintenance(List<Closure> closures) {
    var mode =
        closures.stream().anyMatch(closure -> closure.mode() == Mode.FULL)
            ? Maintenance.Mode.FULL
            : Maintenance.Mode.READ_ONLY;
    var page =
        closures.stream()
            .map(Closure::message)
            .filter(message -> !message.isEmpty())
            .findFirst()
            .map(ClosedPage::saying)
            .orElse(null);
    var secret = closures.getFirst().bypass();
    return new Maintenance(mode, page, COME_BACK, new Bypass(secret, List.of(), secret), List.of());
  }

  /** The headers with which our own requests pass, closed or not, and aren't sent to https. */
  public Map<String, String> passing(String app, String environment) {
    return closures.of(app, environment).stream()
        .findFirst()
        .map(closure -> Map.of(PROTO_HEADER, "https", BYPASS_HEADER, closure.bypass()))
        .orElse(Map.of(PROTO_HEADER, "https"));
  }

  /** The end of an address that lets a person pass, and when it ends. */
  public record Link(String path, Instant until) {}

  public Optional<Link> link(String app, String environment) {
    var until = clock.instant().plus(LINK_HOLDS);
    return closures.of(app, environment).stream()
        .findFirst()
        .map(
            closure ->
                new Link(
                    Pass.PATH
                        + "?token="
                        + Pass.token(closure.bypass(), app + "/" + environment, until),
                    until));
  }
}
