package dev.slipway.postgres.cluster;

import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings back clusters that fell while nobody stopped them, and remembers that they did. One that
 * falls again and again is tried ever more seldom.
 */
public final class ClusterWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ClusterWatch.class.getName());
  private static final int MOST_REMEMBERED = 50;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Clusters clusters;
  private final Duration every;
  private final InstantSource clock;
  private final Map<ClusterName, Deque<Fall>> falls = new ConcurrentHashMap<>();
  private final Rounds rounds;

  /**
   * A cluster that was found down.
   *
   * @param trouble why it could not be started again; empty when it runs
   */
  public record Fall(Instant at, Duration startTook, String trouble) {}

  public ClusterWatch(Clusters clusters, Duration every, InstantSource clock) {
    this.clusters = clusters;
    this.every = every;
    this.clock = clock;
    this.rounds = new Rounds("cluster-watch", every, this::look);
  }

  public ClusterWatch start() {
    rounds.start();
    return this;
  }

  /** One look at all of them. */
  void look() {
    for (var cluster : clusters.all()) {
      if (!rounds.isOver() && !cluster.isUnfinished() && clusters.shouldRun(cluster.name())) {
        look(cluster.name());
      }
    }
  }

  private void look(ClusterName name) {
    if (clusters.running(name).isPresent() || isTooSoon(name)) {
      return;
    }
    var began = clock.instant();
    try {
      var running = clusters.revive(name);
      if (running.isPresent()) {
        var took = Duration.between(began, clock.instant());
        note(name, new Fall(began, took, ""));
        LOG.log(
            System.Logger.Level.WARNING,
            "{0}: PostgreSQL was down and nobody had stopped it; it runs again after {1} ms",
            name,
            took.toMillis());
      }
    } catch (ProblemException e) {
      note(name, new Fall(began, Duration.ZERO, e.problem().fact()));
      LOG.log(System.Logger.Level.ERROR, "{0}", e.problem().text());
    }
  }

  private boolean isTooSoon(ClusterName name) {
    var list = falls(name);
    var recent =
        list.stream()
            .filter(fall -> fall.at().isAfter(clock.instant().minus(Duration.ofMinutes(10))))
            .count();
    if (recent < 3) {
      return false;
    }
    var pause = every.multipliedBy(1L << Math.min(recent, 12));
    var most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return list.getLast().at().plus(most).isAfter(clock.instant());
  }

  private void note(ClusterName name, Fall fall) {
    var list = falls.computeIfAbsent(name, any -> new ArrayDeque<>());
    synchronized (list) {
      list.addLast(fall);
      if (list.size() > MOST_REMEMBERED) {
        list.removeFirst();
      }
    }
  }

  /** Since this control plane started, oldest first. */
  public List<Fall> falls(ClusterName name) {
    var list = falls.get(name);
    if (list == null) {
      return List.of();
    }
    synchronized (list) {
      return new ArrayList<>(list);
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
