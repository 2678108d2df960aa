package dev.slipway.postgres.testing;

import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.ClusterSpec;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.cluster.Sealer;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Trees;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Clusters in a folder of one test; closed, they are stopped and gone. Those of JVMs that were
 * killed are swept away by the next one.
 */
public final class TestingClusters implements AutoCloseable {
  private static final String PREFIX = "slipway-test-clusters-";
  private static final String BETWEEN = "-of-";
  private static final AtomicBoolean SWEPT = new AtomicBoolean();

  private final Path folder;
  private final PostgresBinaries binaries;
  private final Sealer sealer = new TestingSealer();
  private final Clusters clusters;

  private TestingClusters(Path below, PostgresBinaries binaries) throws IOException {
    if (!SWEPT.getAndSet(true)) {
      sweep(below, binaries);
    }
    this.folder =
        Files.createTempDirectory(
            below,
            PREFIX + ProcessHandle.current().pid() + BETWEEN,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.binaries = binaries;
    this.clusters = again();
  }

  /** A folder names its JVM: the clusters of one that is dead are nobody's. */
  private static void sweep(Path below, PostgresBinaries binaries) throws IOException {
    try (var folders = Files.newDirectoryStream(below, PREFIX + "*" + BETWEEN + "*")) {
      for (var folder : folders) {
        var name = folder.getFileName().toString();
        var pid = name.substring(PREFIX.length(), name.indexOf(BETWEEN));
        if (!Files.exists(Path.of("/proc", pid))) {
          stopAll(folder, binaries);
          Trees.delete(folder);
        }
      }
    }
  }

  private static void stopAll(Path folder, PostgresBinaries binaries) throws IOException {
    try (var files = Files.walk(folder, 4)) {
      for (var file : files.filter(TestingClusters::isDataDirectory).toList()) {
        new Postmaster(binaries, file).stop(StopMode.IMMEDIATE, Duration.ofSeconds(20));
      }
    }
  }

  private static boolean isDataDirectory(Path folder) {
    return Files.exists(folder.resolve("postmaster.pid"));
  }

  public static TestingClusters bundled() throws IOException {
    return of(PostgresBinaries.bundled(TestingPostgres.cache()));
  }

  public static TestingClusters of(PostgresBinaries binaries) throws IOException {
    return in(Path.of(System.getProperty("java.io.tmpdir", "/tmp")), binaries);
  }

  public static TestingClusters in(Path below, PostgresBinaries binaries) throws IOException {
    return new TestingClusters(below, binaries);
  }

  public PostgresBinaries binaries() {
    return binaries;
  }

  /** The same clusters as another process would see them. */
  public Clusters again() {
    return again("clusters");
  }

  /** Other clusters, in another folder. */
  public Clusters again(String name) {
    return new Clusters(folder.resolve(name), binaries, sealer, InstantSource.system());
  }

  public Clusters clusters() {
    return clusters;
  }

  public Sealer sealer() {
    return sealer;
  }

  /** A folder of the test's own, beside the clusters. */
  public Path folder(String name) {
    return folder.resolve(name);
  }

  public RunningCluster provision(String environment) {
    return clusters.provision(ClusterSpec.of(new ClusterName("ledger", environment)));
  }

  public static void execute(Login login, String... statements) throws SQLException {
    try (var connection = login.connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  public static void execute(RunningCluster cluster, String... statements) throws SQLException {
    execute(cluster.login(ClusterRole.MIGRATION), statements);
  }

  public static String query(Login login, String sql) throws SQLException {
    try (var connection = login.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  @Override
  public void close() throws IOException {
    stopAll(folder, binaries);
    Trees.delete(folder);
  }
}
