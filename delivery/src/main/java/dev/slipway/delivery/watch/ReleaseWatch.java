package dev.slipway.delivery.watch;

import dev.slipway.checks.soak.Baseline;
import dev.slipway.checks.soak.Soak;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.kit.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Watches one release, a look at a time: whoever dies between two looks has the next one go on.
 *
 * @param target such as {@code ledger/production}
 * @param release such as {@code v53}
 */
public record ReleaseWatch(Traffic traffic, String target, String release) {
  /** So many seconds say how the release before did. */
  private static final int BASELINE_SECONDS = 60;

  private static final int LATENCY_SECONDS = 2;

  /** How the release has done in the last minute, to measure its successor by. */
  public Optional<Baseline> baseline() {
    return Reading.of(traffic.edge().figures(BASELINE_SECONDS), target, release).baseline(release);
  }

  public Watched begin(Instant now, Optional<Baseline> before) {
    return new Watched(now, read(), before, List.of());
  }

  private Reading read() {
    return Reading.of(traffic.edge().figures(LATENCY_SECONDS), target, release);
  }

  /**
   * What a look found.
   *
   * @param breach a limit that was left without a doubt
   * @param needsTraffic too few requests came to judge by
   */
  public record Look(Watched watched, Optional<Soak.Breach> breach, boolean needsTraffic) {}

  public Look look(Watched watched, WatchPlan plan) {
    var now = read();
    var window = now.since(watched.last());
    var next = watched.with(now, window);
    var judge = judge(watched, plan);
    var breach = judge.add(window);
    return new Look(next, breach, judge.needsTraffic());
  }

  /** What is to be said when the time is over. */
  public Soak.Verdict end(Watched watched, WatchPlan plan) {
    return judge(watched, plan).end();
  }

  /** What was judged in earlier looks is not judged again: it was found good. */
  private static Soak judge(Watched watched, WatchPlan plan) {
    var judge = new Soak(plan.limits(), watched.before());
    watched.windows().forEach(judge::add);
    return judge;
  }

  /** The end of a release that left a limit, told in one line. */
  public Problem problem(Soak.Breach breach, String consequence) {
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-7651",
        breach.line() + ": " + consequence,
        "slipway logs " + target.replace('/', ' ') + " --release " + release);
  }
}
