package dev.slipway.edge.pool;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Which requests failed on one instance: by method, path without what is one user's, and status.
 * Only failures come by here, so that requests that are well cost nothing.
 */
public final class Failures {
  /** A scanner that finds a thousand ways to fail is told as one. */
  private static final int MOST = 50;

  private static final String OTHERS = "other requests";
  private static final int LONGEST = 120;

  /** Numbers, UUIDs, keys: what says who asked and not what was asked for. */
  private static final Pattern ONE_USERS =
      Pattern.compile("(?<=/)(?:\\d+|[0-9a-fA-F-]{16,}|(?=[^/]*\\d)[^/]{20,}|[^/]{40,})(?=/|$)");

  private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

  /**
   * @param line method and target as they were sent
   * @param status 0 when no answer came
   */
  void add(byte[] line, int status) {
    var name = name(line) + (status == 0 ? ": no answer" : ": " + status);
    if (counts.size() >= MOST && !counts.containsKey(name)) {
      name = OTHERS;
    }
    counts.computeIfAbsent(name, any -> new LongAdder()).increment();
  }

  static String name(byte[] line) {
    var text = new String(line, StandardCharsets.ISO_8859_1);
    var end = text.indexOf('?');
    var path = end < 0 ? text : text.substring(0, end);
    var plain = ONE_USERS.matcher(path).replaceAll("*");
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }

  /** Since the edge started. */
  public Map<String, Long> counts() {
    var now = new HashMap<String, Long>();
    counts.forEach((name, count) -> now.put(name, count.sum()));
    return now;
  }
}
