package dev.slipway.web.figures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/** Sixty-one minutes of one environment, the one under way among them. */
final class Ring {
  private final TreeMap<Long, Sum> minutes = new TreeMap<>();

  synchronized void add(long minute, Sum sum) {
    minutes.merge(minute, sum, Sum::plus);
    minutes.headMap(minutes.lastKey() - Hour.MINUTES).clear();
  }

  synchronized boolean isOlderThan(long minute) {
    return minutes.lastKey() < minute;
  }

  synchronized Map<Long, Sum> minutes() {
    return new TreeMap<>(minutes);
  }

  synchronized Hour hour(Instant now) {
    var last = now.getEpochSecond() / 60;
    var asked = new ArrayList<Double>();
    var errors = new ArrayList<Double>();
    var slow = new ArrayList<Double>();
    for (var minute = last - Hour.MINUTES + 1; minute <= last; minute++) {
      var sum = minutes.get(minute);
      asked.add(sum == null ? Double.NaN : sum.requests());
      errors.add(sum == null || sum.requests() == 0 ? Double.NaN : sum.failed() / sum.requests());
      slow.add(sum == null ? Double.NaN : sum.p95());
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
