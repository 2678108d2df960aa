package dev.slipway.delivery.maintenance;

import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.instances.Patience;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.operations.StepContext;
import dev.slipway.protocol.edge.EdgeJson;
import java.util.List;

/**
 * An environment in which nothing happens: closed to users, and the release that served them
 * stopped, so that nothing but us changes its data.
 */
public record Standstill(Doors doors, Traffic traffic, ReleaseStart releases) {

  /** How it was, kept before anything is closed. */
  public record Before(int deployment, String traffic) {}

  /**
   * Closes and stops; bears being done again.
   *
   * @param holder who needs it, such as {@code v54}
   */
  public void begin(StepContext<?> context, Deployment serving, String holder)
      throws InterruptedException {
    var app = serving.app();
    var environment = serving.environment();
    if (context.recall(Before.class).isEmpty()) {
      var now = traffic.find(app, environment).orElse(EnvironmentTraffic.NONE);
      context.remember(new Before(serving.number(), EdgeJson.write(now)));
    }
    doors.close(
        app,
        environment,
        new Doors.Wish(holder, Closures.Mode.FULL, false, "", "slipway, for " + holder));
    context.say("closed to users: 503 until " + holder + " is confirmed");
    traffic.change(
        app,
        environment,
        now ->
            now.withPools(now.pools().stream().map(pool -> pool.withTargets(List.of())).toList()));
    var patience = Patience.of(releases.environment(serving));
    var instances = releases.instances();
    traffic.awaitDrained(
        instances.of(serving).stream().map(instance -> instance.id().value()).toList(),
        patience.drain(),
        context::checkStop);
    instances.stop(serving, patience.stop());
  }

  /** What served is started again, and users are let in once it answers. */
  public void end(StepContext<?> context, Deployment served, String holder)
      throws InterruptedException {
    var before =
        EdgeJson.read(
            context.recall(Before.class).orElseThrow().traffic(),
            EnvironmentTraffic.class,
            "the traffic before");
    var started = releases.start(served, context::checkStop);
    releases.awaitReady(releases.environment(served), started, context::say);
    traffic.change(
        served.app(), served.environment(), now -> before.closedLike(now).movedTo(started));
    doors.open(served.app(), served.environment(), holder);
  }
}
