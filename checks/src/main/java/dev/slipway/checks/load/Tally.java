package dev.slipway.checks.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/** Counts while many requests are under way. */
final class Tally {
  private static final long LONGEST = TimeUnit.HOURS.toMicros(1);

  private final ConcurrentHistogram latency = new ConcurrentHistogram(LONGEST, 3);
  private final ConcurrentHistogram lateness = new ConcurrentHistogram(LONGEST, 3);
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final LongAdder notBegun = new LongAdder();

  void begun(long lateNanos) {
    lateness.recordValue(within(lateNanos));
  }

  void notBegun() {
    notBegun.increment();
  }

  void answered(long nanos, int status) {
    latency.recordValue(within(nanos));
    if (status >= 500 || status == 429) {
      fail(String.valueOf(status));
    }
  }

  void unanswered(long nanos, String why) {
    latency.recordValue(within(nanos));
    fail(why);
  }

  private void fail(String what) {
    failures.computeIfAbsent(what, key -> new LongAdder()).increment();
  }

  private static long within(long nanos) {
    return Math.min(LONGEST, LoadGenerator.micros(nanos));
  }

  LoadReport report(LoadPlan plan, Duration took, boolean completed) {
    var counts = new TreeMap<String, Long>();
    failures.forEach((what, count) -> counts.put(what, count.sum()));
    return new LoadReport(
        plan,
        took,
        completed,
        latency.copy(),
        new LoadReport.Sending(lateness.copy(), notBegun.sum()),
        counts);
  }
}
