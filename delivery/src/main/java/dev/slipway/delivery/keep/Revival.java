package dev.slipway.delivery.keep;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.kit.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Starts again what should serve and doesn't run: after a restart of the machine, or after
 * everything was told to stop. Called once, before any operation goes on.
 *
 * @param busy whether an operation holds a target: then only what users are sent to is started, the
 *     rest is the operation's
 */
public record Revival(ReleaseStart releases, Traffic traffic, Predicate<String> busy) {
  private static final System.Logger LOG = System.getLogger(Revival.class.getName());

  /** Returns when all of it answers, or can't. */
  public void run() {
    var threads = new ArrayList<Thread>();
    for (var serving : releases.records().deployments().current()) {
      if (serving.state() == Deployment.State.SERVING) {
        threads.add(Thread.ofVirtual().start(() -> revive(serving)));
      }
    }
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void revive(Deployment serving) {
    var wanted = new TreeSet<>(routed(serving));
    if (!busy.test(serving.target())) {
      wanted.add(serving.release());
    }
    for (var release : wanted) {
      try {
        releases
            .records()
            .deployments()
            .find(serving.app(), serving.environment(), release)
            .ifPresent(this::ensure);
      } catch (RuntimeException e) {
        // One environment that can't be brought up keeps no other from serving.
        var why = e instanceof ProblemException known ? known.problem().fact() : e.toString();
        LOG.log(
            System.Logger.Level.ERROR,
            serving.target() + ": v" + release + " could not be started again: " + why);
      }
    }
  }

  /** The releases that requests are sent to. */
  private List<Integer> routed(Deployment serving) {
    return traffic.find(serving.app(), serving.environment()).stream()
        .flatMap(part -> part.pools().stream())
        .flatMap(pool -> pool.targets().stream())
        .map(target -> Integer.parseInt(target.release().substring(1)))
        .distinct()
        .toList();
  }

  private void ensure(Deployment release) {
    var running = releases.instances().running(release).size();
    var refs = releases.start(release, () -> {});
    if (running == refs.size()) {
      return;
    }
    try {
      releases.awaitReady(
          releases.environment(release),
          refs,
          said -> LOG.log(System.Logger.Level.INFO, "started again: " + said));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      moved(release, refs);
    }
  }

  /** A port that somebody took meanwhile is another one now. */
  private void moved(Deployment release, List<InstanceRef> refs) {
    traffic.change(release.app(), release.environment(), part -> part.movedTo(refs));
  }
}
