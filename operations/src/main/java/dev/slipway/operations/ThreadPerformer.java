package dev.slipway.operations;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a step's code on a thread of its own, so that one that doesn't heed its stop can be left
 * behind: a cancel takes effect within two seconds whatever the step does.
 */
final class ThreadPerformer implements Performer {
  private static final Duration GRACE = Duration.ofMillis(1_500);
  private static final Duration REMINDER = Duration.ofMillis(250);

  @Override
  public <T> Ending<T> perform(Callable<T> code, Duration limit, StopSwitch stop) {
    var ending = new CompletableFuture<Ending<T>>();
    var thread = Thread.ofVirtual().name("step").start(() -> ending.complete(end(code)));
    try {
      var first = CompletableFuture.anyOf(ending, stop.pulled());
      try {
        first.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        stop.pull(StopReason.TOOK_TOO_LONG);
      }
      return stop.reason().isPresent() ? stopped(ending, thread, stop) : ending.get();
    } catch (InterruptedException e) {
      // Nobody interrupts an operation's own thread but a virtual machine that goes down.
      stop.pull(StopReason.SHUTDOWN);
      Thread.currentThread().interrupt();
      return new Ending.Stopped<>(StopReason.SHUTDOWN, true);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> Ending<T> end(Callable<T> code) {
    try {
      return new Ending.Returned<>(code.call());
    } catch (Throwable e) {
      return new Ending.Threw<>(e);
    }
  }

  /**
   * What it managed to return counts: it is true. What it throws is only the echo of being stopped.
   */
  private static <T> Ending<T> stopped(
      CompletableFuture<Ending<T>> ending, Thread thread, StopSwitch stop)
      throws InterruptedException, ExecutionException {
    var reason = stop.reason().orElse(StopReason.CANCELLED);
    var giveUp = System.nanoTime() + GRACE.toNanos();
    while (System.nanoTime() < giveUp) {
      thread.interrupt();
      try {
        var last = ending.get(REMINDER.toMillis(), TimeUnit.MILLISECONDS);
        return last instanceof Ending.Returned<T> ? last : new Ending.Stopped<>(reason, false);
      } catch (TimeoutException e) {
        // A step that swallowed the interrupt gets another.
      }
    }
    return new Ending.Stopped<>(reason, true);
  }
}
