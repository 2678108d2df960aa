package dev.slipway.delivery.testing;

import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.cluster.Sealer;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Trees;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/** Real clusters in a folder of one test; closed, they are stopped and gone. */
public final class TestingClusters implements AutoCloseable {
  /** Seals nothing. */
  public static final Sealer SEALER =
      new Sealer() {
        @Override
        public String seal(String context, String plain) {
          return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String open(String context, String sealed) {
          return new String(Base64.getDecoder().decode(sealed), StandardCharsets.UTF_8);
        }
      };

  private final Path folder;
  private final Clusters clusters;

  public TestingClusters() throws IOException {
    this.folder =
        Files.createTempDirectory(
            Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
            "slipway-test-delivery-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.clusters = in("clusters");
  }

  /** Other clusters, in a folder of their own beside. */
  public Clusters in(String name) {
    return new Clusters(
        folder.resolve(name),
        PostgresBinaries.bundled(TestingPostgres.cache()),
        SEALER,
        InstantSource.system());
  }

  public Clusters clusters() {
    return clusters;
  }

  public Path folder(String name) {
    return folder.resolve(name);
  }

  public RunningCluster provision(String environment) {
    return clusters.provision(ClusterSpec.of(new ClusterName("ledger", environment)));
  }

  public static void execute(RunningCluster cluster, String sql) throws SQLException {
    try (var connection = cluster.login(ClusterRole.MIGRATION).connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    for (var cluster : clusters.all()) {
      clusters.postmaster(cluster).stop(StopMode.IMMEDIATE, Duration.ofSeconds(20));
    }
    Trees.delete(folder);
  }
}
