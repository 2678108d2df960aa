package dev.slipway.server;

import dev.slipway.build.Builder;
import dev.slipway.catalog.Closures;
import dev.slipway.certificates.Authority;
import dev.slipway.certificates.Certificates;
import dev.slipway.certificates.DnsCommand;
import dev.slipway.certificates.DnsRecords;
import dev.slipway.certificates.EdgeAnswers;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.backup.ProveBackup;
import dev.slipway.delivery.database.DataFeed;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.instances.InstanceVariables;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.instances.TrialInstances;
import dev.slipway.delivery.maintenance.DatabaseWrites;
import dev.slipway.delivery.maintenance.Doors;
import dev.slipway.delivery.traffic.EdgeProcess;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.delivery.upkeep.Tools;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.ClusterWatch;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.mask.MaskSeed;
import dev.slipway.protocol.edge.EdgeAdmin;
import dev.slipway.runtime.process.ProcessRuntime;
import dev.slipway.secrets.references.OutsideStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** What runs beside us and goes on without us: found again, cleared of what was half done. */
final class MachineFloor {
  private static final Duration LOOK_AFTER_CLUSTERS = Duration.ofSeconds(1);

  /** A zone is slow to show what was changed in it. */
  private static final Duration ZONE_LIMIT = Duration.ofMinutes(5);

  final EdgeProcess edge;
  final EdgeAddresses addresses;
  final Certificates certificates;
  final Traffic traffic;
  final Doors doors;
  final Clusters clusters;
  final ClusterWatch watch;
  final Clusters copies;
  final Branches branches;
  final Clusters drills;
  final MaskSeed seeds;
  final EnvironmentDatabases databases;
  final DatabaseBackups backups;
  final ProcessRuntime runtime;
  final Builder builder;
  final Path exports;

  MachineFloor(
      Kept kept,
      Premises premises,
      StateFloor state,
      EdgeProcess edge,
      Map<String, String> environment) {
    var clock = state.clock;
    var yard = premises.yard();
    this.edge = kept.keep(edge);
    var edgeHealth = edge.ensure();
    this.addresses = new EdgeAddresses(edgeHealth.ports().http());
    this.certificates = certificates(premises, state, environment, edge.admin());
    certificates.restore();
    this.traffic = new Traffic(state.store, edge.admin(), clock, certificates::installed);
    edge.watch(traffic::publish);
    traffic.publish();
    var binaries = StoreSource.binaries(environment);
    var sealer = new Sealing(state.seal);
    this.clusters = new Clusters(yard.resolve("clusters"), binaries, sealer, clock);
    clusters.revive();
    this.watch = kept.keep(new ClusterWatch(clusters, LOOK_AFTER_CLUSTERS, clock).start());
    this.copies = new Clusters(yard.resolve("branches"), binaries, sealer, clock);
    this.branches = new Branches(clusters, copies, clock);
    branches.sweep(Set.of());
    copies.revive();
    this.drills = new Clusters(yard.resolve("drills"), binaries, sealer, clock);
    ProveBackup.sweep(drills);
    this.seeds = new MaskSeed(clusters, sealer);
    this.databases = new EnvironmentDatabases(clusters, new DataFeed(clusters, seeds, clock));
    var closures = new Closures(state.store);
    var writes = kept.keep(new DatabaseWrites(state.records, databases, closures).start());
    this.doors = new Doors(closures, traffic, writes, clock);
    this.backups = kept.keep(new DatabaseBackups(yard.resolve("backups"), clusters, sealer, clock));
    backups.followAll();
    this.runtime = ProcessRuntime.open(yard.resolve("instances"));
    runtime.reconcile();
    this.builder = Builder.open(yard.resolve("builds"), runtime);
    builder.reconcile(clock.instant());

    this.exports = yard.resolve("exports");
  }

  private static Certificates certificates(
      Premises premises, StateFloor state, Map<String, String> environment, EdgeAdmin edge) {
    var authority = Authority.of(environment);
    var zone =
        authority
            .flatMap(Authority::dns)
            .<DnsRecords>map(command -> new DnsCommand(command, ZONE_LIMIT));
    return new Certificates(
        state.store,
        state.seal,
        authority,
        new EdgeAnswers(edge, zone),
        premises.directory().edge().resolve("certificates"),
        state.clock);
  }

  /** What the steps of deployments work with. */
  Machinery machinery(OutsideStores outside) {
    return new Machinery(
        new Machinery.Workshop(builder, Map.of("SLIPWAY_PGJDBC", Driver.jar())),
        databases,
        branches,
        new Machinery.Running(
            new ReleaseInstances(runtime),
            new TrialInstances(runtime),
            new InstanceVariables(outside),
            addresses::publicUrl),
        traffic,
        doors,
        backups,
        certificates);
  }

  /** What work on databases is done with. */
  Tools tools(InstantSource clock) {
    return new Tools(clusters, new Tools.Copies(copies, branches), backups, seeds, exports, clock);
  }
}
