package dev.slipway.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Entries as applications write them, the same for the same seed. */
public final class TestingLog {
  public static final Instant BEGIN = Instant.parse("2026-11-21T00:00:00Z");
  private static final String[] WORDS = {
    "order",
    "paid",
    "user",
    "login",
    "Timeout",
    "retry",
    "Überweisung",
    "cache",
    "miss",
    "GET",
    "/api"
  };

  private final Random random;
  private Instant at = BEGIN;

  public TestingLog(long seed) {
    this.random = new Random(seed);
  }

  public List<Entry> entries(int count, String release, String instance) {
    var all = new ArrayList<Entry>();
    for (var i = 0; i < count; i++) {
      all.add(entry(new Origin(release, instance)));
    }
    return all;
  }

  public Entry entry(Origin origin) {
    at = at.plusMillis(random.nextInt(50));
    // What is read late, or by a clock that is off, is not in the order of its time.
    var told = random.nextInt(20) == 0 ? at.minusSeconds(random.nextInt(600)) : at;
    var level = Level.values()[random.nextInt(Level.values().length)];
    return new Entry(0, told, level, origin, text());
  }

  public String text() {
    var text = new StringBuilder(Long.toHexString(random.nextLong()));
    for (var left = 1 + random.nextInt(8); left > 0; left--) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    if (random.nextInt(30) == 0) {
      text.append("\n\tat a.B.c(B.java:").append(random.nextInt(900)).append(')');
    }
    return text.toString();
  }
}
