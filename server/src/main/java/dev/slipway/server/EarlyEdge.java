package dev.slipway.server;

import dev.slipway.delivery.traffic.EdgeProcess;
import dev.slipway.protocol.home.DataDirectory;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The edge, started while the store comes up: each takes a second, and neither needs the other. */
final class EarlyEdge {
  private final FutureTask<EdgeProcess> start;

  private EarlyEdge(FutureTask<EdgeProcess> start) {
    this.start = start;
  }

  static EarlyEdge begin(
      DataDirectory directory, Options options, Map<String, String> environment) {
    var start = new FutureTask<>(() -> EdgeStart.running(directory, options, environment));
    Thread.ofVirtual().name("edge-start").start(start);
    return new EarlyEdge(start);
  }

  /** The edge once it answers, or what kept it from it. */
  EdgeProcess get() {
    try {
      return start.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException why) {
        throw why;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the edge was starting", e);
    }
  }

  /** There will be no control plane: an edge that ran before runs on, ours is not left behind. */
  void abandon() {
    try {
      var edge = get();
      if (edge.wasStartedHere()) {
        edge.stop();
      }
    } catch (RuntimeException didNotStart) {
      // Then there is nothing to stop, and why the control plane can't start is told already.
    }
  }
}
