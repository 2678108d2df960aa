package dev.slipway.postgres.cluster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A managed cluster as its file beside the data directory tells it.
 *
 * @param binaries the folder that holds {@code bin/postgres}
 * @param passwords sealed, by role
 * @param origin what it was copied or restored from; null when it was made empty
 * @param readyAt null while it was never finished; provisioning it again finishes it
 */
public record Cluster(
    ClusterSpec spec,
    String binaries,
    Map<ClusterRole, String> passwords,
    int wishedPort,
    Instant createdAt,
    @Nullable Instant readyAt,
    @Nullable Origin origin) {

  static final String DATA = "data";
  static final String FILE = "cluster.json";

  public ClusterName name() {
    return spec.name();
  }

  Cluster unfinished(Origin whatBegan) {
    return new Cluster(spec, binaries, passwords, wishedPort, createdAt, null, whatBegan);
  }

  /** Begun and never finished: what is in it can't be trusted. */
  public boolean isUnfinished() {
    return readyAt == null;
  }

  static Path dataDirectory(Path folder) {
    return folder.resolve(DATA);
  }

  Cluster ready(int port, Instant at) {
    return new Cluster(spec, binaries, passwords, port, createdAt, at, origin);
  }

  Cluster proved(String proof) {
    var proved = origin == null ? null : origin.proved(proof);
    return new Cluster(spec, binaries, passwords, wishedPort, createdAt, readyAt, proved);
  }

  Cluster with(ClusterSpec newSpec) {
    return new Cluster(newSpec, binaries, passwords, wishedPort, createdAt, readyAt, origin);
  }

  Cluster on(String newBinaries) {
    return new Cluster(spec, newBinaries, passwords, wishedPort, createdAt, readyAt, origin);
  }
}
