package dev.slipway.watch.probe;

import dev.slipway.kit.Rounds;
import dev.slipway.watch.Watched;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Asks all probes of all environments again and again, and counts their answers by day. */
public final class Probes implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(15);
  private static final int AT_ONCE = 16;

  private final List<Probe> probes;
  private final Supplier<List<Watched>> places;
  private final ProbeDays days;
  private final InstantSource clock;
  private final Map<String, Map<String, Window>> windows = new ConcurrentHashMap<>();
  private final Rounds rounds;

  public Probes(
      List<Probe> probes, Supplier<List<Watched>> places, ProbeDays days, InstantSource clock) {
    this.probes = probes;
    this.places = places;
    this.days = days;
    this.clock = clock;
    this.rounds = new Rounds("probes", LOOK, this::look);
  }

  public Probes start() {
    rounds.start();
    return this;
  }

  /** One round; a few environments at once, so that a slow one holds up few. */
  void look() {
    var all = new ArrayList<>(places.get());
    windows.keySet().retainAll(all.stream().map(Watched::target).toList());
    while (!all.isEmpty() && !rounds.isOver()) {
      var some = all.subList(0, Math.min(AT_ONCE, all.size()));
      var threads =
          some.stream().map(place -> Thread.ofVirtual().start(() -> look(place))).toList();
      threads.forEach(Probes::join);
      some.clear();
    }
    days.prune(clock.instant());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Watched place) {
    for (var probe : probes) {
      probe
          .ask(place)
          .forEach(
              (name, result) -> {
                var window =
                    windows
                        .computeIfAbsent(place.target(), any -> new ConcurrentHashMap<>())
                        .computeIfAbsent(name, any -> new Window());
                synchronized (window) {
                  window.add(result);
                }
                if (place.planned().isEmpty()) {
                  days.count(place.serving(), name, result, clock.instant());
                }
              });
    }
  }

  /**
   * What a probe says of now.
   *
   * @param measured false when it could not be asked
   */
  public record Trouble(String why, boolean measured) {}

  /** What is down, or could not be asked, by the probe's name. */
  public Map<String, Trouble> troubles(String target) {
    var troubles = new HashMap<String, Trouble>();
    windows
        .getOrDefault(target, Map.of())
        .forEach(
            (name, window) -> {
              synchronized (window) {
                window.unmeasured().ifPresent(why -> troubles.put(name, new Trouble(why, false)));
                window.down().ifPresent(why -> troubles.put(name, new Trouble(why, true)));
              }
            });
    return troubles;
  }

  /** The names of all that is asked somewhere. */
  public List<String> names(String target) {
    return windows.getOrDefault(target, Map.of()).keySet().stream().sorted().toList();
  }

  @Override
  public void close() {
    rounds.close();
  }
}
