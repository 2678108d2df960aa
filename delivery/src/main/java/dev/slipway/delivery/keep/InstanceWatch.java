package dev.slipway.delivery.keep;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.kit.ProblemException;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Looks after the instances of what serves, between deployments. What ends is started again by its
 * supervisor; an instance that lost its supervisor is taken back into care here, ever more seldom
 * if that doesn't last. One that ends again and again is remembered: alerts look here.
 */
public final class InstanceWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(InstanceWatch.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** What stood for so long is no sequel of the last trouble. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private static final int MOST_DOUBLINGS = 8;
  private static final int LAST_WORDS = 2;

  private final ReleaseStart releases;
  private final Traffic traffic;
  private final Predicate<String> busy;
  private final InstantSource clock;
  private final Map<String, List<String>> troubles = new ConcurrentHashMap<>();
  private final Map<String, Tries> tries = new ConcurrentHashMap<>();
  private final Thread thread;

  private record Tries(int count, Instant last) {
    static final Tries NONE = new Tries(0, Instant.EPOCH);

    boolean isTooSoon(Instant now) {
      var pause = LOOK.multipliedBy(1L << Math.min(count, MOST_DOUBLINGS));
      var most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
      return count > 0 && last.plus(most).isAfter(now);
    }

    Tries another(Instant now) {
      return new Tries(last.plus(FORGOTTEN).isBefore(now) ? 1 : count + 1, now);
    }
  }

  /**
   * @param busy whether an operation holds a target: what happens there is the operation's
   */
  public InstanceWatch(
      ReleaseStart releases, Traffic traffic, Predicate<String> busy, InstantSource clock) {
    this.releases = releases;
    this.traffic = traffic;
    this.busy = busy;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("instance-watch").unstarted(this::run);
  }

  public InstanceWatch start() {
    thread.start();
    return this;
  }

  /** What is wrong with the instances of an environment right now, a sentence each. */
  public List<String> troubles(String app, String environment) {
    return troubles.getOrDefault(app + "/" + environment, List.of());
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(LOOK);
        look();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        // The store may be away for a moment; the next look finds what this one missed.
        LOG.log(System.Logger.Level.WARNING, "instances could not be looked at", e);
      }
    }
  }

  private void look() {
    var all = releases.instances().all();
    for (var serving : releases.records().deployments().current()) {
      if (serving.state() == Deployment.State.SERVING) {
        look(serving, all.stream().filter(one -> releases.instances().isOf(serving, one)).toList());
      }
    }
  }

  private void look(Deployment serving, List<Instance> instances) {
    var found = new ArrayList<String>();
    if (instances.stream().anyMatch(one -> one.status() instanceof InstanceStatus.Lost)
        && !busy.test(serving.target())) {
      takeBack(serving, found);
    }
    instances.forEach(one -> loops(one, found));
    var before = troubles.put(serving.target(), List.copyOf(found));
    if (!found.isEmpty() && (before == null || before.isEmpty())) {
      LOG.log(System.Logger.Level.WARNING, "{0}: {1}", serving.target(), found.getFirst());
    }
  }

  private void takeBack(Deployment serving, List<String> found) {
    var now = clock.instant();
    var earlier = tries.getOrDefault(serving.target(), Tries.NONE);
    if (earlier.isTooSoon(now)) {
      return;
    }
    tries.put(serving.target(), earlier.another(now));
    try {
      var refs = releases.start(serving, () -> {});
      // A port that somebody took meanwhile is another one now.
      traffic.change(serving.app(), serving.environment(), part -> part.movedTo(refs));
      LOG.log(
          System.Logger.Level.WARNING,
          "{0}: an instance was lost and is looked after again",
          serving.target());
    } catch (ProblemException e) {
      found.add("an instance is lost and can't be started again: " + e.problem().fact());
    }
  }

  private void loops(Instance instance, List<String> found) {
    if (instance.status() instanceof InstanceStatus.CrashLooping loop) {
      var words = releases.instances().lastWords(instance.id(), LAST_WORDS);
      found.add(
          instance.id()
              + " ends again and again: "
              + loop.last().text()
              + ", "
              + loop.ends()
              + " ×"
              + (words.isEmpty() ? "" : " (" + String.join(" | ", words) + ")"));
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(Duration.ofSeconds(5));
  }
}
