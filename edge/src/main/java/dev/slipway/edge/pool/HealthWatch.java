package dev.slipway.edge.pool;

import java.util.HashMap;
import java.util.Map;

/**
 * Asks instances whether they are well, each in a virtual thread of its own and never on a loop, so
 * that a slow answer keeps nobody else waiting.
 */
public final class HealthWatch implements AutoCloseable {
  private record Watching(Inquiry inquiry, Thread thread) {}

  private final Map<Instance, Watching> watched = new HashMap<>();

  /** Watches exactly these instances from now on. */
  public synchronized void watch(Map<Instance, Inquiry> wanted) {
    watched
        .entrySet()
        .removeIf(
            entry -> {
              var stays = entry.getValue().inquiry().equals(wanted.get(entry.getKey()));
              if (!stays) {
                entry.getValue().thread().interrupt();
                entry.getKey().judge(true);
              }
              return !stays;
            });
    wanted.forEach(
        (instance, inquiry) ->
            watched.computeIfAbsent(
                instance,
                key -> {
                  var thread =
                      Thread.ofVirtual().name("edge-health").unstarted(() -> run(key, inquiry));
                  thread.start();
                  return new Watching(inquiry, thread);
                }));
  }

  private static void run(Instance instance, Inquiry inquiry) {
    var check = inquiry.check();
    var inRow = 0;
    var well = true;
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(check.interval());
        var answer = inquiry.isWell(instance);
        inRow = answer == well ? 0 : inRow + 1;
        if (inRow >= (well ? check.unhealthyAfter() : check.healthyAfter())) {
          well = answer;
          inRow = 0;
          instance.judge(well);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    watch(Map.of());
  }
}
