package dev.slipway.checks.soak;

import dev.slipway.checks.Outcome;
import dev.slipway.kit.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Judges a release window by window. It is beyond a limit when the figures of the last stretch
 * leave no doubt of it; a release that fails nearly everything is told at once. Not thread-safe:
 * one deployment, one watcher.
 */
public final class Soak {
  /** A release that fails more than half of so many requests needs no second look. */
  private static final double HOPELESS = 0.5;

  private static final int WORSE = 2;
  private static final Duration NOTICEABLE = Duration.ofMillis(100);

  /** In a shorter stretch a release that is still warming up is compared with one that is warm. */
  private static final Duration WARM = Duration.ofSeconds(10);

  private final SoakLimits limits;
  private final Optional<Baseline> before;
  private final Deque<Window> recent = new ArrayDeque<>();
  private Window.Requests all = new Window.Requests(0, 0);
  private Duration watched = Duration.ZERO;
  private Duration slowest = Duration.ZERO;

  /**
   * @param before the release before, if it was seen long enough
   */
  public Soak(SoakLimits limits, Optional<Baseline> before) {
    this.limits = limits;
    this.before = before;
  }

  /** The line to switch back with: {@code error rate 6.2 % > 1.0 % for 30 s (… v52 had 0.02 %)}. */
  public record Breach(String value, String limit, Duration held, String line) {}

  /** How it ended. */
  public record Verdict(Outcome outcome, String fact) {}

  /** Takes the next stretch; a breach if there is no doubt any more. */
  public Optional<Breach> add(Window window) {
    recent.addLast(window);
    while (recent.size() > 1 && !isRecent(recent.getFirst(), window)) {
      recent.removeFirst();
    }
    all = all.plus(window.requests());
    watched = watched.plus(window.length());
    if (window.requests().count() > 0 && window.latency().compareTo(slowest) > 0) {
      slowest = window.latency();
    }
    return breach();
  }

  private boolean isRecent(Window earlier, Window newest) {
    return earlier.until().isAfter(newest.until().minus(limits.sustained()));
  }

  /** Whether too little came to judge by: time for synthetic requests. */
  public boolean needsTraffic() {
    return lastStretch().count() < limits.leastRequests();
  }

  private Window.Requests lastStretch() {
    return recent.stream()
        .map(Window::requests)
        .reduce(new Window.Requests(0, 0), Window.Requests::plus);
  }

  private Duration held() {
    return recent.stream().map(Window::length).reduce(Duration.ZERO, Duration::plus);
  }

  private Optional<Breach> breach() {
    var requests = lastStretch();
    if (requests.count() == 0) {
      return Optional.empty();
    }
    var least = Confidence.least(requests);
    if (least > HOPELESS && requests.count() >= limits.leastRequests()) {
      return Optional.of(errors(requests, limits.errorRate(), ""));
    }
    if (held().compareTo(limits.sustained()) < 0) {
      return Optional.empty();
    }
    if (least > limits.errorRate()) {
      return Optional.of(errors(requests, limits.errorRate(), ""));
    }
    return worseErrors(requests, least).or(this::slow);
  }

  /** Within the limit, and yet clearly worse than the release before. */
  private Optional<Breach> worseErrors(Window.Requests requests, double least) {
    return before
        .filter(baseline -> baseline.requests().count() >= limits.leastRequests())
        .map(baseline -> WORSE * Confidence.most(baseline.requests()))
        .filter(twice -> least > twice && requests.failed() >= 5 && failsSteadily())
        .map(twice -> errors(requests, twice, "twice what is usual, "));
  }

  /** Not one burst, which may be a neighbour's doing: failures in half of the stretch or more. */
  private boolean failsSteadily() {
    return recent.stream().filter(window -> window.requests().failed() > 0).count() * 2
        >= recent.size();
  }

  private Breach errors(Window.Requests requests, double limit, String words) {
    var value = "error rate " + percent(requests.errorRate());
    var worst = worst().map(what -> what + ", ").orElse("");
    var then =
        before
            .map(
                baseline -> baseline.release() + " had " + percent(baseline.requests().errorRate()))
            .orElse("no release before to compare with");
    return breach(value, words + percent(limit), worst + then);
  }

  /** The request that failed most in the stretch. */
  private Optional<String> worst() {
    var sum = new TreeMap<String, Long>();
    recent.forEach(
        window -> window.failing().forEach((what, count) -> sum.merge(what, count, Long::sum)));
    return sum.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(most -> most.getKey() + " ×" + most.getValue());
  }

  private Optional<Breach> slow() {
    if (lastStretch().count() < limits.leastRequests()) {
      return Optional.empty();
    }
    // Of the stretch its quickest part: all of it was slower than this.
    var quickest =
        recent.stream()
            .filter(window -> window.requests().count() > 0)
            .map(Window::latency)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    var name = "p" + limits.percentile() + " ";
    var then =
        before
            .map(baseline -> baseline.release() + " had " + Durations.human(baseline.latency()))
            .orElse("no release before to compare with");
    if (quickest.compareTo(limits.latency()) > 0) {
      return Optional.of(
          breach(name + Durations.human(quickest), Durations.human(limits.latency()), then));
    }
    return before
        .filter(any -> limits.sustained().compareTo(WARM) >= 0)
        .map(Baseline::latency)
        .filter(usual -> quickest.compareTo(usual.multipliedBy(WORSE)) > 0)
        .filter(usual -> quickest.minus(usual).compareTo(NOTICEABLE) > 0)
        .map(
            usual ->
                breach(
                    name + Durations.human(quickest),
                    "twice what is usual, " + Durations.human(usual.multipliedBy(WORSE)),
                    then));
  }

  private Breach breach(String value, String limit, String why) {
    var held = held();
    return new Breach(
        value,
        limit,
        held,
        plain(value + " > " + limit + " for " + Durations.human(held)) + " (" + why + ")");
  }

  /** What is to be said when the time is over and nothing was breached. */
  public Verdict end() {
    if (all.count() < limits.leastRequests()) {
      return new Verdict(
          Outcome.UNMEASURED,
          "only "
              + all.count()
              + " requests in "
              + Durations.human(watched)
              + ": too few to say anything (at least "
              + limits.leastRequests()
              + ")");
    }
    return new Verdict(
        Outcome.PASSED,
        String.format(
            Locale.ROOT,
            "%,d requests in %s: error rate %s (limit %s), slowest p%d %s (limit %s)",
            all.count(),
            Durations.human(watched),
            percent(all.errorRate()),
            percent(limits.errorRate()),
            limits.percentile(),
            Durations.human(slowest),
            Durations.human(limits.latency())));
  }

  private static String percent(double share) {
    return plain(
        String.format(
            Locale.ROOT, share > 0 && share < 0.001 ? "%.2f %%" : "%.1f %%", share * 100));
  }

  /** 1 % and 30 s: a nought after the point says nothing. */
  private static String plain(String figure) {
    return figure.replace(".0 ", " ");
  }
}
