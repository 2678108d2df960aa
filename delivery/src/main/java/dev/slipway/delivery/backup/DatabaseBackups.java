package dev.slipway.delivery.backup;

import dev.slipway.postgres.backup.BackupRequest;
import dev.slipway.postgres.backup.Backups;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.cluster.Sealer;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.FolderStore;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.InPlace;
import dev.slipway.postgres.restore.RestorePoint;
import dev.slipway.postgres.restore.RestorePoints;
import dev.slipway.postgres.restore.Target;
import dev.slipway.postgres.wal.Following;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/**
 * One repository for each managed cluster, and the log of each followed as long as this is open.
 * Nothing is remembered here: who opens it after a crash goes on where the repositories end.
 */
public final class DatabaseBackups implements AutoCloseable {
  /** What the death of the server's disk can cost. */
  private static final Duration STORED_WITHIN = Duration.ofMillis(250);

  private static final int SEGMENT = 16 << 20;

  private final Path root;
  private final Clusters clusters;
  private final Sealer sealer;
  private final InstantSource clock;
  private final Map<ClusterName, Repository> repositories = new ConcurrentHashMap<>();
  private final Map<ClusterName, WalReceiver> receivers = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param root a folder for each cluster is in it
   */
  public DatabaseBackups(Path root, Clusters clusters, Sealer sealer, InstantSource clock) {
    this.root = root;
    this.clusters = clusters;
    this.sealer = sealer;
    this.clock = clock;
  }

  public Repository repository(ClusterName name) {
    return repositories.computeIfAbsent(
        name,
        any ->
            Repository.open(
                new FolderStore(root.resolve(name.toString())), name.toString(), sealer));
  }

  public RestorePoints points(ClusterName name) {
    return new RestorePoints(repository(name));
  }

  /** Follows the log of every cluster that is whole; after a start of the control plane. */
  public void followAll() {
    clusters.all().stream()
        .filter(cluster -> !cluster.isUnfinished())
        .forEach(cluster -> follow(cluster.name()));
  }

  /** Follows the cluster's log from now on; nothing happens when it is followed already. */
  public void follow(ClusterName name) {
    if (closed) {
      return;
    }
    receivers.computeIfAbsent(
        name,
        any ->
            WalReceiver.start(
                // Asked again at each connection: a cluster may come back on another port.
                () -> clusters.running(name).orElseThrow(() -> new NotRunning(name)).admin(),
                new WalArchive(repository(name), SEGMENT),
                STORED_WITHIN,
                clock));
  }

  /** How well the log is followed; not at all when nobody asked for it. */
  public Following following(ClusterName name) {
    var receiver = receivers.get(name);
    return receiver == null
        ? new Following(null, null, "nobody follows its log", "")
        : receiver.following();
  }

  /** Waits until all log before the position is stored; false when the limit passed first. */
  public boolean awaitStored(ClusterName name, Lsn position, Duration limit) {
    var receiver = receivers.get(name);
    return receiver != null && receiver.await(position, limit);
  }

  /** Whether the cluster could be brought back to this moment, and with what. */
  public Standing standing(RunningCluster cluster) {
    return new StandingCheck(this, cluster, clock).look();
  }

  public Backup take(RunningCluster cluster, LongConsumer progress) {
    follow(cluster.name());
    var backup =
        new Backups(cluster, repository(cluster.name()), clock)
            .take(BackupRequest.usual(), progress);
    Optional.ofNullable(receivers.get(cluster.name())).ifPresent(WalReceiver::gapIsClosed);
    return backup;
  }

  /**
   * The restore point of a release. Made once: whoever asks again after a crash gets the first,
   * because by now the release may have begun to change the database.
   */
  public RestorePoint mark(RunningCluster cluster, String release) {
    var name = pointName(release);
    var points = points(cluster.name());
    return points.all().stream()
        .filter(point -> point.name().equals(name))
        .findFirst()
        .orElseGet(() -> points.create(cluster, name, release));
  }

  /** Brings the cluster back to a restore point in its own place, with a way back from there. */
  public InPlace.Done restore(ClusterName name, RestorePoint point, LongConsumer progress) {
    var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
    var done =
        new InPlace(repository(name), clusters, clock)
            .restore(name, new Target.AtPoint(point), threads, progress);
    follow(name);
    return done;
  }

  /** What the restore point of a release is called: the state before it. */
  public static String pointName(String release) {
    return "before-" + release;
  }

  @Override
  public void close() {
    closed = true;
    receivers.values().forEach(WalReceiver::close);
  }

  /** Told by the receiver as its trouble, until the cluster is back. */
  private static final class NotRunning extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotRunning(ClusterName name) {
      super(name + " does not run");
    }
  }
}
