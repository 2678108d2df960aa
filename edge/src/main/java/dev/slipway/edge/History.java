package dev.slipway.edge;

import dev.slipway.edge.pool.Counts;
import dev.slipway.edge.pool.Counts.Kind;
import dev.slipway.edge.pool.Instance;
import dev.slipway.edge.proxy.Worker;
import dev.slipway.protocol.edge.Figures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The last minute of one instance, a slice for each second; slices without traffic weigh nothing.
 */
final class History {
  private static final int SECONDS = 60;
  private static final Map<String, Kind> STATUSES =
      Map.of(
          "1xx", Kind.STATUS_1XX,
          "2xx", Kind.STATUS_2XX,
          "3xx", Kind.STATUS_3XX,
          "4xx", Kind.STATUS_4XX,
          "5xx", Kind.STATUS_5XX);

  /**
   * @param totals as they stood at the slice's end
   * @param latencies null when nothing was answered in that second
   */
  private record Slice(Map<Kind, Long> totals, @Nullable Histogram latencies) {}

  private final Instance instance;
  private final ArrayDeque<Slice> slices = new ArrayDeque<>();

  History(Instance instance) {
    this.instance = instance;
  }

  /** Another second is over. */
  void tick(List<Worker> workers) {
    var totals = totals(workers);
    var before = slices.peekLast();
    var quiet =
        before != null
            && before.totals().getOrDefault(Kind.REQUESTS, 0L).equals(totals.get(Kind.REQUESTS));
    slices.addLast(new Slice(totals, quiet ? null : latencies(workers)));
    if (slices.size() > SECONDS + 1) {
      slices.removeFirst();
    }
  }

  private @Nullable Histogram latencies(List<Worker> workers) {
    Histogram sum = null;
    for (var worker : workers) {
      var counts = worker.counts(instance);
      if (counts != null) {
        var part = counts.newLatencies(null);
        if (sum == null) {
          sum = part;
        } else {
          sum.add(part);
        }
      }
    }
    return sum;
  }

  private Map<Kind, Long> totals(List<Worker> workers) {
    var totals = new EnumMap<Kind, Long>(Kind.class);
    for (var kind : Kind.values()) {
      totals.put(kind, sum(workers, kind));
    }
    return totals;
  }

  long sum(List<Worker> workers, Kind kind) {
    var sum = 0L;
    for (var worker : workers) {
      Counts counts = worker.counts(instance);
      sum += counts == null ? 0 : counts.get(kind);
    }
    return sum;
  }

  /** Which requests failed since the start, and how often each. */
  Map<String, Long> failures(List<Worker> workers) {
    var sum = new HashMap<String, Long>();
    for (var worker : workers) {
      var counts = worker.counts(instance);
      if (counts != null) {
        counts.failures().counts().forEach((name, count) -> sum.merge(name, count, Long::sum));
      }
    }
    return sum;
  }

  /** Totals since the start, and what happened in the last so many whole seconds. */
  Figures.Traffic traffic(List<Worker> workers, int windowSeconds) {
    if (slices.isEmpty()) {
      tick(workers);
    }
    var newestFirst = new ArrayList<Slice>();
    slices.descendingIterator().forEachRemaining(newestFirst::add);
    var now = newestFirst.getFirst().totals();
    Map<Kind, Long> then =
        newestFirst.size() > windowSeconds ? newestFirst.get(windowSeconds).totals() : Map.of();
    Histogram latencies = null;
    for (var slice : newestFirst.subList(0, Math.min(windowSeconds, newestFirst.size()))) {
      if (slice.latencies() != null) {
        if (latencies == null) {
          latencies = slice.latencies().copy();
        } else {
          latencies.add(slice.latencies());
        }
      }
    }
    return new Figures.Traffic(
        count(totals(workers), Map.of()), count(now, then), latency(latencies));
  }

  private static Figures.Count count(Map<Kind, Long> now, Map<Kind, Long> then) {
    var statuses = new HashMap<String, Long>();
    STATUSES.forEach(
        (name, kind) -> {
          var count = difference(now, then, kind);
          if (count > 0) {
            statuses.put(name, count);
          }
        });
    return new Figures.Count(
        difference(now, then, Kind.REQUESTS),
        statuses,
        difference(now, then, Kind.FAILED),
        difference(now, then, Kind.RETRIES),
        difference(now, then, Kind.EJECTIONS),
        new Figures.Bytes(
            difference(now, then, Kind.BYTES_IN), difference(now, then, Kind.BYTES_OUT)));
  }

  private static long difference(Map<Kind, Long> now, Map<Kind, Long> then, Kind kind) {
    return now.getOrDefault(kind, 0L) - then.getOrDefault(kind, 0L);
  }

  private static Figures.Latency latency(@Nullable Histogram micros) {
    if (micros == null || micros.getTotalCount() == 0) {
      return Figures.Latency.NONE;
    }
    return new Figures.Latency(
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(90) / 1000.0,
        micros.getValueAtPercentile(95) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0,
        micros.getValueAtPercentile(99.9) / 1000.0,
        micros.getMaxValue() / 1000.0);
  }
}
