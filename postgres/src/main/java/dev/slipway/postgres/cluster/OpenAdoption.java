package dev.slipway.postgres.cluster;

import dev.slipway.postmaster.PostgresServer;
import dev.slipway.postmaster.Postmaster;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An adoption whose data directory is filled and whose server was not started yet. */
public final class OpenAdoption {
  private final Adoption adoption;
  private final Cluster unfinished;
  private final Clusters clusters;
  private final Sealer sealer;
  private final InstantSource clock;

  OpenAdoption(
      Adoption adoption,
      Cluster unfinished,
      Clusters clusters,
      Sealer sealer,
      InstantSource clock) {
    this.adoption = adoption;
    this.unfinished = unfinished;
    this.clusters = clusters;
    this.sealer = sealer;
    this.clock = clock;
  }

  /**
   * Starts the server; it may be tried again with other settings.
   *
   * @param more settings for this one start
   */
  public PostgresServer start(Map<String, String> more) {
    var settings = settings();
    settings.putAll(more);
    return postmaster().start(settings, unfinished.wishedPort(), adoption.startLimit());
  }

  /** The way in while it still has the passwords of the cluster that it came from. */
  public Login admin(PostgresServer server) {
    return Passwords.login(adoption.donor(), ClusterRole.ADMIN, "127.0.0.1", server.port(), sealer);
  }

  /** Makes it a cluster like any other, with passwords of its own. */
  public RunningCluster finish(PostgresServer server) {
    return finish(server, Optional.empty());
  }

  /**
   * The same for a copy whose values were replaced.
   *
   * @param proof kept with it for as long as it is there
   */
  public RunningCluster finish(PostgresServer server, Optional<String> proof) {
    adoption.changePasswords(unfinished, server, sealer);
    postmaster().reload(settings());
    var whole = proof.map(unfinished::proved).orElse(unfinished);
    var ready = whole.ready(server.port(), clock.instant());
    clusters.write(ready);
    return new RunningCluster(ready, server, sealer);
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<>(clusters.settings(unfinished, postmaster().binaries()));
    settings.putAll(adoption.settings());
    return settings;
  }

  private Postmaster postmaster() {
    return clusters.postmaster(unfinished);
  }
}
