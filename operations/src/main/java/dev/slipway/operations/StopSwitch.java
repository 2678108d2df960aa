package dev.slipway.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tells one performance of a step to stop: once, for the first reason given. */
final class StopSwitch {
  private static final System.Logger LOG = System.getLogger(StopSwitch.class.getName());

  private final CompletableFuture<StopReason> pulled = new CompletableFuture<>();
  private final List<Runnable> hooks = new ArrayList<>();

  /** Runs the hooks; what one of them throws keeps none of the others from running. */
  void pull(StopReason reason) {
    List<Runnable> toRun;
    synchronized (hooks) {
      if (!pulled.complete(reason)) {
        return;
      }
      toRun = List.copyOf(hooks);
    }
    toRun.forEach(StopSwitch::runQuietly);
  }

  /** A hook that comes after the switch was pulled runs at once. */
  void onPull(Runnable hook) {
    synchronized (hooks) {
      if (!pulled.isDone()) {
        hooks.add(hook);
        return;
      }
    }
    runQuietly(hook);
  }

  private static void runQuietly(Runnable hook) {
    try {
      hook.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "stopping a step's work failed", e);
    }
  }

  Optional<StopReason> reason() {
    return Optional.ofNullable(pulled.getNow(null));
  }

  CompletableFuture<StopReason> pulled() {
    return pulled;
  }

  void check() {
    reason()
        .ifPresent(
            why -> {
              throw new StoppedException(why.words());
            });
  }
}
