package dev.slipway.postgres.cluster;

import dev.slipway.postmaster.PostgresServer;
import java.nio.file.Path;

/** A cluster that takes connections now. */
public final class RunningCluster {
  private static final String HOST = "127.0.0.1";

  private final Cluster cluster;
  private final PostgresServer server;
  private final Sealer sealer;

  RunningCluster(Cluster cluster, PostgresServer server, Sealer sealer) {
    this.cluster = cluster;
    this.server = server;
    this.sealer = sealer;
  }

  public Cluster cluster() {
    return cluster;
  }

  public ClusterName name() {
    return cluster.name();
  }

  public long pid() {
    return server.pid();
  }

  public int port() {
    return server.port();
  }

  public Path dataDirectory() {
    return server.dataDirectory();
  }

  /** How the given role gets in. */
  public Login login(ClusterRole role) {
    return Passwords.login(cluster, role, HOST, server.port(), sealer);
  }

  /** The superuser's way in, for Slipway's own work. */
  public Login admin() {
    return login(ClusterRole.ADMIN);
  }

  /** The address that the application's instances get. */
  public String url() {
    return login(ClusterRole.READWRITE).url();
  }
}
