package dev.slipway.runtime.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Ends an instance. The wish is written before the first signal, so that a crash in between leaves
 * a stop that the supervisor or the next control plane carries to its end.
 */
record Stopping(InstanceFolder folder, Supervisor supervisor, ProcessTree tree) {
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofMillis(250);

  void stop(Duration grace) throws IOException {
    var unwritten = wish(grace);
    var patience = grace.plus(MARGIN);
    var keeper = supervisor.of(folder);
    if (keeper.isPresent()) {
      askKeeper(keeper.get(), patience);
    } else {
      askApplication(grace);
    }
    tree.kill();
    if (unwritten.isPresent()) {
      throw unwritten.get();
    }
    sayIfNobodyDid();
  }

  /** On a full disk nothing can be written, and just then stopping something must still work. */
  private Optional<IOException> wish(Duration grace) {
    try {
      folder.wishToStop(Math.max(0, grace.plusMillis(999).toSeconds()));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /** Asks again and again: a shell may miss a signal that comes between two of its commands. */
  private void askKeeper(ProcessIdentity keeper, Duration patience) throws IOException {
    var end = System.nanoTime() + patience.toNanos();
    while (keeper.terminate() && System.nanoTime() < end) {
      if (Waiting.until(AGAIN, () -> !keeper.isAlive())) {
        return;
      }
    }
    keeper.kill();
  }

  private void askApplication(Duration grace) throws IOException {
    var app =
        folder.state().isPresent() ? folder.state().get().app() : Optional.<ProcessIdentity>empty();
    if (app.isPresent() && app.get().terminate()) {
      Waiting.until(grace, () -> !app.get().isAlive());
    }
  }

  private void sayIfNobodyDid() throws IOException {
    var state = folder.state();
    if (state.isPresent() && state.get().phase() != SupervisorState.Phase.ENDED) {
      folder.sayEnded(state.get(), "stopped");
    }
  }
}
