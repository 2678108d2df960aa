package dev.slipway.delivery.watch;

import dev.slipway.checks.soak.Soak;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.kit.ProblemException;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes on with a watch: a short one to its end, of a long one as far as the next look. It throws
 * what ends the release.
 */
public record Watching(
    ReleaseWatch watch, WatchPlan plan, SyntheticRequests synthetic, Standing standing) {
  private static final Duration LONGEST_SENDING = Duration.ofSeconds(2);

  /** The edge may be started anew; as long as it is away there is nothing to look at. */
  private static final Duration EDGE_PATIENCE = Duration.ofSeconds(30);

  /** How far it is. */
  public sealed interface Progress {
    /** To be looked at again then. */
    record Later(Watched watched, Instant at) implements Progress {
      public Wait wait(String what) {
        return Wait.until(at, what);
      }
    }

    record Over(Watched watched, Soak.Verdict verdict) implements Progress {}
  }

  public Progress go(StepContext<?> context, Watched from, List<InstanceRef> instances)
      throws InterruptedException {
    var watched = from;
    while (true) {
      context.checkStop();
      var look = look(watched, instances);
      watched = look.map(ReleaseWatch.Look::watched).orElse(watched);
      var end = watched.began().plus(plan.length());
      var left = Duration.between(context.now(), end);
      var mayEnd = look.isPresent() || context.now().isAfter(end.plus(EDGE_PATIENCE));
      if (!left.isPositive() && mayEnd) {
        return new Progress.Over(watched, watch.end(watched, plan));
      }
      var pause = left.isPositive() ? shorter(plan.look(), left) : plan.look();
      if (look.isPresent() && look.get().needsTraffic()) {
        send(shorter(pause, LONGEST_SENDING));
      } else if (plan.isShort()) {
        Thread.sleep(pause);
      }
      if (!plan.isShort()) {
        return new Progress.Later(watched, context.now().plus(pause));
      }
    }
  }

  /** One look; throws when it shows that the release can't stay. Empty when the edge is away. */
  public Optional<ReleaseWatch.Look> look(Watched watched, List<InstanceRef> instances) {
    var fallen = standing.problem(instances);
    if (fallen.isPresent()) {
      throw fallen.get().exception();
    }
    var look = readable(watched);
    var breach = look.flatMap(ReleaseWatch.Look::breach);
    if (breach.isPresent()) {
      throw watch.problem(breach.get(), standing.consequence()).exception();
    }
    return look;
  }

  private Optional<ReleaseWatch.Look> readable(Watched watched) {
    try {
      return Optional.of(watch.look(watched, plan));
    } catch (ProblemException edgeIsAway) {
      return Optional.empty();
    }
  }

  private void send(Duration length) throws InterruptedException {
    if (!synthetic.send(plan, length)) {
      Thread.sleep(length);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
