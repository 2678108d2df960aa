package dev.slipway.checks;

import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.Target;
import dev.slipway.kit.Durations;
import dev.slipway.secrets.Mask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs checks against a target. Never throws for what the target does: that is a result. */
public final class Checks {
  /** More at once would measure our own crowd. */
  private static final int AT_ONCE = 4;

  private final Map<String, String> variables;
  private final Mask mask;

  /**
   * @param variables what {@code ${…}} in the checks may name
   * @param mask hides what no evidence may show
   */
  public Checks(Map<String, String> variables, Mask mask) {
    this.variables = Map.copyOf(variables);
    this.mask = mask;
  }

  /** All checks, results in the order of the checks; an interrupt ends them as not measured. */
  public CheckRun run(List<? extends Check> checks, Target target) {
    var begun = System.nanoTime();
    var results = new CheckResult[checks.size()];
    try (var client = new Client(target);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new Asking(client, variables, mask);
      for (var turn : Check.Turn.values()) {
        var slots = new Semaphore(turn == Check.Turn.TOGETHER ? AT_ONCE : 1);
        var running = new ArrayList<Running>();
        for (var i = 0; i < checks.size(); i++) {
          if (checks.get(i).turn() == turn) {
            running.add(start(checks.get(i), i, asking, threads, slots));
          }
        }
        running.forEach(one -> results[one.index] = one.result());
      }
      // A client that is closed ends the requests of checks that ran out of time.
      client.close();
      threads.shutdownNow();
    }
    return new CheckRun(
        target.toString(), List.of(results), Duration.ofNanos(System.nanoTime() - begun));
  }

  private static Running start(
      Check check, int index, Asking asking, ExecutorService threads, Semaphore slots) {
    Callable<CheckResult> work =
        () -> {
          slots.acquire();
          try {
            return bounded(check, asking, threads);
          } finally {
            slots.release();
          }
        };
    return new Running(check, index, threads.submit(work), asking.mask());
  }

  private static CheckResult bounded(Check check, Asking asking, ExecutorService threads)
      throws InterruptedException {
    var begun = System.nanoTime();
    var finding = threads.submit(() -> check.run(asking));
    try {
      return result(
          check,
          finding.get(check.limit().toMillis(), TimeUnit.MILLISECONDS),
          begun,
          asking.mask());
    } catch (TimeoutException tooLong) {
      finding.cancel(true);
      return result(
          check,
          Finding.unmeasured("did not end within " + Durations.human(check.limit()), List.of()),
          begun,
          asking.mask());
    } catch (ExecutionException fault) {
      return result(
          check,
          Finding.unmeasured("could not be run: " + fault.getCause(), List.of()),
          begun,
          asking.mask());
    }
  }

  private static CheckResult result(Check check, Finding finding, long begun, Mask mask) {
    return new CheckResult(
        check.name(),
        finding.outcome(),
        mask.hide(finding.fact()),
        Duration.ofNanos(System.nanoTime() - begun),
        finding.evidence().stream()
            .map(
                evidence ->
                    new Evidence(
                        mask.hide(evidence.request()),
                        mask.hide(evidence.expectation()),
                        mask.hide(evidence.found())))
            .toList());
  }

  private record Running(Check check, int index, Future<CheckResult> future, Mask mask) {
    CheckResult result() {
      try {
        return future.get();
      } catch (InterruptedException stopped) {
        future.cancel(true);
        Thread.currentThread().interrupt();
        return Checks.result(
            check, Finding.unmeasured("was cancelled", List.of()), System.nanoTime(), mask);
      } catch (ExecutionException fault) {
        return Checks.result(
            check,
            Finding.unmeasured("could not be run: " + fault.getCause(), List.of()),
            System.nanoTime(),
            mask);
      }
    }
  }
}
