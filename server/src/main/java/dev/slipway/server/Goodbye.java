package dev.slipway.server;

import dev.slipway.delivery.traffic.EdgeProcess;
import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.runtime.contract.InstanceRuntime;
import java.time.Duration;
import java.util.List;

/** Stops everything that would otherwise go on without us: for {@code slipway down}. */
record Goodbye(InstanceRuntime runtime, List<Clusters> databases, EdgeProcess edge, Runnable last) {
  private static final System.Logger LOG = System.getLogger(Goodbye.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(10);

  void sayToAll() {
    try {
      edge.stop();
      var stops =
          runtime.list().stream()
              .map(instance -> Thread.ofVirtual().start(() -> runtime.stop(instance.id(), GRACE)))
              .toList();
      for (var stop : stops) {
        stop.join();
      }
      for (var clusters : databases) {
        clusters.all().forEach(cluster -> clusters.stop(cluster.name()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException e) {
      LOG.log(System.Logger.Level.ERROR, "not everything could be stopped", e);
    } finally {
      last.run();
    }
  }
}
