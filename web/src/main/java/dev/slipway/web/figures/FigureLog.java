package dev.slipway.web.figures;

import dev.slipway.kit.StateFile;
import dev.slipway.protocol.edge.Figures;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * Asks the edge each ten seconds what it counted in them, and keeps an hour of it by environment.
 * What could not be asked stays a gap, and so does the time for which we were away: what was there
 * before is read back from a file that is written each minute.
 */
public final class FigureLog implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FigureLog.class.getName());
  private static final int SAMPLE_SECONDS = 10;

  private final IntFunction<Figures> edge;
  private final InstantSource clock;
  private final KeptFigures kept;
  private final Map<String, Ring> rings = new ConcurrentHashMap<>();
  private long writtenIn;
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("figures").factory());

  /**
   * @param edge answers what was counted in the last so many seconds
   * @param file where it is kept
   */
  public FigureLog(IntFunction<Figures> edge, InstantSource clock, StateFile file) {
    this.edge = edge;
    this.clock = clock;
    this.kept = new KeptFigures(file);
  }

  public FigureLog start() {
    readBack();
    var _ =
        sampler.scheduleAtFixedRate(
            this::trySample, SAMPLE_SECONDS, SAMPLE_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  /** What is older than an hour, or from a clock that has gone back since, is left where it is. */
  void readBack() {
    var now = minute();
    kept.read(
        (environment, at, sum) -> {
          if (at > now - Hour.MINUTES && at <= now) {
            rings.computeIfAbsent(environment, name -> new Ring()).add(at, sum);
          }
        });
  }

  private void trySample() {
    try {
      sample(edge.apply(SAMPLE_SECONDS));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "the edge could not be asked for its figures", e);
    }
    if (minute() != writtenIn) {
      writtenIn = minute();
      write();
    }
  }

  void write() {
    kept.write(Map.copyOf(rings));
  }

  private long minute() {
    return clock.instant().getEpochSecond() / 60;
  }

  void sample(Figures figures) {
    var sums = new HashMap<String, Sum>();
    for (var one : figures.instances()) {
      var environment = environment(one.pool());
      sums.put(environment, sums.getOrDefault(environment, Sum.NOTHING).plus(one));
    }
    var minute = minute();
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
    write();
  }
}
