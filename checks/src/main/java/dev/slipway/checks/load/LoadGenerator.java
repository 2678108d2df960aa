package dev.slipway.checks.load;

import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a constant rate. Each is due at a time that was fixed before the first was
 * sent, and its latency counts from then: when the server stalls, the requests that had to wait are
 * counted with their waiting, and none is left out because an earlier one was slow.
 */
public final class LoadGenerator {
  private static final int CONNECTIONS = 512;

  /** Past it, requests are not begun: the server is gone, and our own memory would be next. */
  private static final int MOST_OPEN = 20_000;

  private final Target target;

  public LoadGenerator(Target target) {
    this.target = target;
  }

  /** Runs the whole plan; an interrupt ends it early, with what was measured until then. */
  public LoadReport run(LoadPlan plan) {
    var tally = new Tally();
    try (var client = new Client(target, CONNECTIONS)) {
      new Round(client, plan, new Tally()).run(plan.count(plan.warmUp()));
      var round = new Round(client, plan, tally);
      var begun = System.nanoTime();
      var completed = round.run(plan.count(plan.duration()));
      return tally.report(plan, Duration.ofNanos(System.nanoTime() - begun), completed);
    }
  }

  private record Round(Client client, LoadPlan plan, Tally tally) {
    /** Whether all were begun. */
    boolean run(long count) {
      var open = new AtomicInteger();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var start = System.nanoTime();
        for (var i = 0L; i < count; i++) {
          var due = start + plan.intended(i);
          if (!waitUntil(due)) {
            return false;
          }
          if (open.get() >= MOST_OPEN) {
            tally.notBegun();
            continue;
          }
          open.incrementAndGet();
          var request = plan.requests().get((int) (i % plan.requests().size()));
          threads.execute(
              () -> {
                try {
                  send(request, due);
                } finally {
                  open.decrementAndGet();
                }
              });
        }
      }
      return true;
    }

    private static boolean waitUntil(long due) {
      for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
        if (Thread.interrupted()) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
      return true;
    }

    private void send(Request request, long due) {
      tally.begun(System.nanoTime() - due);
      try {
        var answer = client.send(request, plan.limit());
        tally.answered(System.nanoTime() - due, answer.status());
      } catch (NoAnswer none) {
        tally.unanswered(System.nanoTime() - due, none.why());
      }
    }
  }

  static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
  }
}
