package dev.slipway.delivery.watch;

import dev.slipway.checks.soak.Baseline;
import dev.slipway.checks.soak.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a watch is, as it is remembered between two looks.
 *
 * @param last the reading of the last look
 * @param windows what came between the looks, those long past in one
 */
public record Watched(
    Instant began, Reading last, Optional<Baseline> before, List<Window> windows) {
  /** More are not needed to judge by. */
  private static final int MOST = 40;

  public Watched {
    windows = List.copyOf(windows);
  }

  Watched with(Reading now, Window window) {
    var all = new ArrayList<>(windows);
    all.add(window);
    while (all.size() > MOST) {
      all.addFirst(together(all.removeFirst(), all.removeFirst()));
    }
    return new Watched(began, now, before, all);
  }

  private static Map<String, Long> both(Map<String, Long> one, Map<String, Long> other) {
    var sum = new HashMap<>(one);
    other.forEach((what, count) -> sum.merge(what, count, Long::sum));
    return sum;
  }

  private static Window together(Window one, Window other) {
    var requests =
        new Window.Requests(
            one.requests().count() + other.requests().count(),
            one.requests().failed() + other.requests().failed());
    var latency = one.latency().compareTo(other.latency()) > 0 ? one.latency() : other.latency();
    return new Window(
        one.from(),
        Duration.between(one.from(), other.from().plus(other.length())),
        requests,
        latency,
        both(one.failing(), other.failing()));
  }
}
