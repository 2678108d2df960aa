package dev.slipway.web.site;

import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.manifest.Manifest;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.operation.Request;
import dev.slipway.web.figures.Hour;
import java.util.List;
import java.util.Optional;

/**
 * What runs, and what is asked of it. Everything is asked anew each time, and is absent where it
 * can't be asked: a page says so instead of failing.
 */
public interface Plant {
  /** The application's slipway.yaml as it is now; empty when it can't be read. */
  Optional<Manifest> manifest(String app);

  Optional<EnvironmentTraffic> traffic(String app, String environment);

  /** What the edge counted in the last minute; empty when it does not answer. */
  Optional<Figures> figures();

  Hour hour(String app, String environment);

  String publicUrl(String host);

  Configuration variables(EnvironmentKey environment);

  /**
   * Changes variables as one.
   *
   * @param seen the version that the author looked at
   */
  Configuration change(EnvironmentKey environment, int seen, List<Change> changes, String by);

  Delivery.Ordered deploy(String app, String environment, Request request)
      throws InterruptedException;

  /** The environment's databases that are ours, by name. */
  List<Base> databases(String app, String environment);

  /** Copies of a database that are in use. */
  List<Cluster> branches(Base base);

  void removeBranch(Cluster branch);

  /**
   * A database that we look after.
   *
   * @param running empty while its cluster is down, or before the first deployment
   */
  record Base(String name, Optional<RunningCluster> running) {}
}
