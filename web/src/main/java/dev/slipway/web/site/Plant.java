package dev.slipway.web.site;

import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.delivery.database.MigrationState;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.shelf.Shelf;
import dev.slipway.manifest.Manifest;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.loss.Losses;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.restore.RestorePoint;
import dev.slipway.postgres.wal.Following;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.rollback.Ways;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.web.figures.Hour;
import dev.slipway.web.view.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** The certificate of a name; empty when only the edge's self-signed one is known. */
  Optional<CertificateWatch.Shown> certificate(String host);

  Configuration variables(EnvironmentKey environment);

  /**
   * Changes variables as one.
   *
   * @param seen the version that the author looked at
   */
  Configuration change(EnvironmentKey environment, int seen, List<Change> changes, String by);

  Delivery.Ordered deploy(String app, String environment, Request request)
      throws InterruptedException;

  /** The environments that what serves may go to next. */
  List<String> next(Deployment serving);

  /** What stands between a release and an environment; empty where that can't be looked at. */
  Optional<PromotionDesk.Outlook> outlook(PromotionDesk.Wish wish);

  PromotionDesk.Ordered promote(PromotionDesk.Wish wish, Request request);

  /** The environment's databases that are ours, by name. */
  List<Base> databases(String app, String environment);

  /** The deployment of the environment that waits for somebody's word. */
  Optional<Approvals.Waiting> waiting(String app, String environment);

  Approvals.Waiting answer(String app, String environment, Approvals.Answer answer);

  /** How old the newest backup of the environment's databases is, and whether it is proven. */
  State backup(String app, String environment);

  /** The ways back from what serves; empty where nothing does. */
  Optional<Ways> ways(String app, String environment);

  Deployment goBack(String app, String environment, Rollbacks.Wish wish, Request request);

  /** Who keeps the environment closed to its users; nobody when it is open. */
  List<Closures.Closure> closed(String app, String environment);

  void close(String app, String environment, Closures.Mode mode, String by);

  void open(String app, String environment);

  /** Work on a database: what there is to do, and the operations that do it. */
  Optional<Desk> desk(String app, String environment, String database);

  /** One database's desk. */
  interface Desk {
    /** As it is typed before what is there is replaced. */
    String name();

    /**
     * @param to a time, or the name of a restore point, as in what follows
     */
    Losses.Foretold foretell(String to);

    long backUp(Request request);

    long restoreBeside(String to, Request request);

    long restoreInPlace(String to, String typed, Request request);
  }

  /** What is kept of a database in its repository; empty where nothing is, or it can't be read. */
  Optional<Kept> kept(Base base);

  /**
   * @param backups oldest first
   * @param points the restore points of releases
   * @param following how well the log is followed, without which only the backups themselves count
   */
  record Kept(List<Backup> backups, List<RestorePoint> points, Following following) {}

  /** Copies of a database that are in use. */
  List<Cluster> branches(Base base);

  void removeBranch(Cluster branch);

  /** How the migrations of a database stand. */
  MigrationState migrations(String app, String environment, String database);

  /**
   * A database that we look after.
   *
   * @param running empty while its cluster is down, or before the first deployment
   */
  record Base(String name, Optional<RunningCluster> running) {}

  /** What is wrong with the instances of an environment right now, a sentence each. */
  default List<String> troubles(String app, String environment) {
    return List.of();
  }

  /** Where alerts are asked for; empty where nothing is watched. */
  default Optional<AlertDesk> alertDesk() {
    return Optional.empty();
  }

  /** What is kept of what the environment's instances and databases wrote; a map of one's own. */
  default Map<ShelfName, Shelf> logs(String app, String environment) {
    return new HashMap<>();
  }
}
