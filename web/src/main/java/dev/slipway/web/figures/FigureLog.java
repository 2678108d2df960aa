package dev.slipway.web.figures;

import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.edge.Figures.InstanceFigures;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Asks the edge each ten seconds what it counted in them, and keeps an hour of it by environment.
 * What could not be asked stays a gap.
 */
public final class FigureLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FigureLog.class.getName());
  private static final int SAMPLE_SECONDS = 10;

  private final IntFunction<Figures> edge;
  private final InstantSource clock;
  private final Map<String, Ring> rings = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("figures").factory());

  /**
   * @param edge answers what was counted in the last so many seconds
   */
  public FigureLog(IntFunction<Figures> edge, InstantSource clock) {
    this.edge = edge;
    this.clock = clock;
  }

  public FigureLog start() {
    var _ =
        sampler.scheduleAtFixedRate(
            this::trySample, SAMPLE_SECONDS, SAMPLE_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  private void trySample() {
    try {
      sample(edge.apply(SAMPLE_SECONDS));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the edge could not be asked for its figures", e);
    }
  }

  /** What one environment's instances were asked and how they answered, in one window. */
  private record Sum(long requests, double failed, double p95) {
    Sum plus(InstanceFigures one) {
      var window = one.traffic().window();
      var asked = window.requests();
      return new Sum(
          requests + asked,
          failed + window.errorRate() * asked,
          // The slowest instance's: the true one of all is not above it.
          asked == 0 ? p95 : Math.max(p95, one.traffic().latency().p95()));
    }
  }

  void sample(Figures figures) {
    var sums = new HashMap<String, Sum>();
    for (var one : figures.instances()) {
      var environment = environment(one.pool());
      sums.put(environment, sums.getOrDefault(environment, new Sum(0, 0, Double.NaN)).plus(one));
    }
    var minute = clock.instant().getEpochSecond() / 60;
    sums.forEach(
        (environment, sum) ->
            rings.computeIfAbsent(environment, name -> new Ring()).add(minute, sum));
    rings.values().removeIf(ring -> ring.isOlderThan(minute - Hour.MINUTES));
  }

  /** Pools are named application/environment/service. */
  private static String environment(String pool) {
    var end = pool.lastIndexOf('/');
    return end < 0 ? pool : pool.substring(0, end);
  }

  public Hour of(String app, String environment) {
    var now = clock.instant();
    var ring = rings.get(app + "/" + environment);
    return ring == null ? Hour.unmeasured(now) : ring.hour(now);
  }

  @Override
  public void close() {
    sampler.shutdownNow();
  }

  /** Sixty-one minutes, the one under way among them. */
  private static final class Ring {
    private static final int SIZE = Hour.MINUTES + 1;

    private final long[] minutes = new long[SIZE];
    private final double[] requests = new double[SIZE];
    private final double[] failed = new double[SIZE];
    private final double[] p95 = new double[SIZE];
    private long newest;

    synchronized void add(long minute, Sum sum) {
      var place = (int) (minute % SIZE);
      if (minutes[place] != minute) {
        minutes[place] = minute;
        requests[place] = 0;
        failed[place] = 0;
        p95[place] = Double.NaN;
      }
      requests[place] += sum.requests();
      failed[place] += sum.failed();
      if (!Double.isNaN(sum.p95())) {
        p95[place] = Double.isNaN(p95[place]) ? sum.p95() : Math.max(p95[place], sum.p95());
      }
      newest = minute;
    }

    synchronized boolean isOlderThan(long minute) {
      return newest < minute;
    }

    synchronized Hour hour(Instant now) {
      var last = now.getEpochSecond() / 60;
      var asked = new ArrayList<Double>();
      var errors = new ArrayList<Double>();
      var slow = new ArrayList<Double>();
      for (var minute = last - Hour.MINUTES + 1; minute <= last; minute++) {
        var place = (int) (minute % SIZE);
        var measured = minutes[place] == minute;
        asked.add(measured ? requests[place] : Double.NaN);
        errors.add(measured && requests[place] > 0 ? failed[place] / requests[place] : Double.NaN);
        slow.add(measured ? p95[place] : Double.NaN);
      }
      // A minute that has just begun says little: the one before stands for it.
      var shown = Hour.MINUTES - 1;
      if (now.getEpochSecond() % 60 < 30 && !Double.isNaN(asked.get(shown - 1))) {
        shown--;
      }
      return new Hour(
          Instant.ofEpochSecond((last + 1) * 60),
          asked,
          errors,
          slow,
          new Hour.Newest(asked.get(shown), errors.get(shown), slow.get(shown)));
    }
  }
}
