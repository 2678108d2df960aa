package dev.slipway.delivery.testing;

import dev.slipway.build.Builder;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Build;
import dev.slipway.catalog.Builds;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.KeptReleases;
import dev.slipway.catalog.Promotions;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.criteria.Instruments;
import dev.slipway.delivery.database.DataFeed;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.maintenance.DatabaseWrites;
import dev.slipway.delivery.maintenance.Doors;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.operations.Operations;
import dev.slipway.postgres.mask.MaskSeed;
import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.store.testing.TestingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A store of one test with what is written down about one application, and instances in name. */
public final class TestingRecords implements AutoCloseable {
  private final TestingStore testing =
      TestingStore.fresh(KeyRegister.SCHEMA, Catalog.SCHEMA, Variables.SCHEMA, Operations.SCHEMA);
  private final TestingClusters clusters = new TestingClusters();
  private final TestingRuntime runtime = new TestingRuntime();
  private final DatabaseBackups backups;
  private final Records records;
  private final Instruments instruments;
  private final String manifest;

  public TestingRecords(String manifest) throws IOException {
    this.manifest = manifest;
    var clock = InstantSource.system();
    var store = testing.store();
    var folder = Files.createDirectories(clusters.folder("ledger"));
    Files.writeString(folder.resolve("slipway.yaml"), manifest);
    var seal = new KeyRegister(store, clock).seal(clusters.folder("keys"));
    this.records =
        new Records(
            new Apps(store, clock),
            new Builds(store),
            new Deployments(store, clock),
            new Promotions(store),
            new KeptReleases(store, clock),
            new Variables(store, seal, clock));
    this.backups =
        new DatabaseBackups(
            clusters.folder("backups"), clusters.clusters(), TestingClusters.SEALER, clock);
    var traffic = new Traffic(store, new EdgeAdmin(clusters.folder("edge")), clock);
    var feed =
        new DataFeed(
            clusters.clusters(), new MaskSeed(clusters.clusters(), TestingClusters.SEALER), clock);
    var databases = new EnvironmentDatabases(clusters.clusters(), feed);
    var closures = new Closures(store);
    var writes = new DatabaseWrites(records, databases, closures);
    this.instruments =
        new Instruments(
            new ReleaseInstances(runtime),
            databases,
            backups,
            host -> "http://" + host,
            new Doors(closures, traffic, writes, clock),
            new Instruments.Workshop(Builder.open(clusters.folder("builds"), runtime), Map.of()));
    records.apps().register("ledger", folder);
  }

  public TestingStore store() {
    return testing;
  }

  public Records records() {
    return records;
  }

  public Instruments instruments() {
    return instruments;
  }

  public TestingRuntime runtime() {
    return runtime;
  }

  public TestingClusters clusters() {
    return clusters;
  }

  /** A build of its own, kept in a folder that is there. */
  public Build build(String source) throws IOException {
    var folder = Files.createDirectories(clusters.folder("sources-" + source));
    Files.writeString(folder.resolve("slipway.yaml"), manifest);
    var part = new Build.Part(source, folder.toString());
    return records
        .builds()
        .keep(
            new Build(
                "b-" + source,
                "ledger",
                source,
                Optional.empty(),
                manifest,
                Map.of(Build.SOURCES, part, "web", part),
                source,
                Instant.EPOCH));
  }

  /** An entry of the history that serves that build, its checks as they are written. */
  public Deployment serving(String environment, Build build, String record) {
    var deployments = records.deployments();
    var opened =
        deployments.open(
            new Deployments.Wanted("ledger", environment, Deployment.Kind.DEPLOY, "deploy", "ada"));
    testing
        .store()
        .transact(
            handle -> {
              deployments.builtAs(handle, opened, build.id());
              deployments.record(handle, opened, record);
              deployments.serve(handle, opened);
              return opened;
            });
    return deployments.get("ledger", environment, opened.number());
  }

  @Override
  public void close() throws Exception {
    backups.close();
    testing.close();
    clusters.close();
  }
}
