package dev.slipway.server;

import dev.slipway.access.Access;
import dev.slipway.access.AccessSchema;
import dev.slipway.access.session.SessionLimits;
import dev.slipway.api.ApiServer;
import dev.slipway.api.AppEndpoints;
import dev.slipway.api.ApprovalEndpoints;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Guard;
import dev.slipway.api.HealthCheck;
import dev.slipway.api.LogEndpoints;
import dev.slipway.api.MaintenanceEndpoints;
import dev.slipway.api.Metrics;
import dev.slipway.api.OperationEndpoints;
import dev.slipway.api.PromotionEndpoints;
import dev.slipway.api.Repeats;
import dev.slipway.api.RollbackEndpoints;
import dev.slipway.api.access.AuditEndpoints;
import dev.slipway.api.access.PeopleEndpoints;
import dev.slipway.api.access.TokenEndpoints;
import dev.slipway.api.command.CommandEndpoints;
import dev.slipway.api.command.ConsoleEndpoints;
import dev.slipway.api.database.DatabaseEndpoints;
import dev.slipway.api.variables.VariableEndpoints;
import dev.slipway.build.Builder;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Builds;
import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.KeptReleases;
import dev.slipway.catalog.Promotions;
import dev.slipway.catalog.variables.Variables;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.Sources;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.backup.BackupSchedule;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.backup.ProveBackup;
import dev.slipway.delivery.command.Commands;
import dev.slipway.delivery.command.Consoles;
import dev.slipway.delivery.command.Room;
import dev.slipway.delivery.database.DataFeed;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.delivery.deploy.Deploy;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.deploy.PlanDeployment;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.delivery.follow.Followers;
import dev.slipway.delivery.golive.GoLive;
import dev.slipway.delivery.instances.InstanceVariables;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.delivery.instances.ReleaseOutput;
import dev.slipway.delivery.instances.TrialInstances;
import dev.slipway.delivery.keep.InstanceWatch;
import dev.slipway.delivery.keep.LetGo;
import dev.slipway.delivery.keep.Revival;
import dev.slipway.delivery.keep.Sweeper;
import dev.slipway.delivery.maintenance.Doors;
import dev.slipway.delivery.notice.MailServer;
import dev.slipway.delivery.notice.Notices;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.delivery.notice.OutsideAddress;
import dev.slipway.delivery.rollback.RollBack;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.delivery.rollback.WaysBack;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.delivery.upkeep.BranchDatabase;
import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.delivery.upkeep.ExportDatabase;
import dev.slipway.delivery.upkeep.RestoreDatabase;
import dev.slipway.delivery.upkeep.Tools;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.StateFile;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Worker;
import dev.slipway.operations.WorkerSettings;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.ClusterWatch;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.postgres.mask.MaskSeed;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.home.DataDirectory;
import dev.slipway.protocol.home.ServerAddress;
import dev.slipway.runtime.process.ProcessRuntime;
import dev.slipway.secrets.KeyRegister;
import dev.slipway.secrets.references.OutsideStores;
import dev.slipway.store.Store;
import dev.slipway.web.Assets;
import dev.slipway.web.figures.BackupAges;
import dev.slipway.web.figures.FigureLog;
import dev.slipway.web.site.Rooms;
import dev.slipway.web.site.RunningPlant;
import dev.slipway.web.site.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that the control plane is made of, in the order in which it is made. */
final class ControlPlane implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ControlPlane.class.getName());
  private static final int USUAL_PORT = 7400;
  private static final Duration LOOK_AFTER_CLUSTERS = Duration.ofSeconds(1);

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private volatile String url = "";

  private ControlPlane() {}

  /**
   * @param stop called when somebody asks over the API that the control plane stops
   */
  static ControlPlane start(Options options, Map<String, String> environment, Runnable stop) {
    var controlPlane = new ControlPlane();
    try {
      controlPlane.wire(options, environment, stop);
      return controlPlane;
    } catch (RuntimeException e) {
      controlPlane.close();
      throw e;
    }
  }

  private void wire(Options options, Map<String, String> environment, Runnable stop) {
    var clock = InstantSource.system();
    var startedAt = clock.instant();

    // The data directory, held for as long as we live.
    var premises = keep(Premises.hold(DataDirectory.choose(options.data, environment)));
    var token = premises.token();
    var yard = premises.yard();

    // Our own state.
    var source =
        keep(
            options.store == null
                ? StoreSource.embedded(
                    StoreSource.binaries(environment), yard, premises.directory().storePassword())
                : StoreSource.external(options.store));
    var schemas =
        List.of(
            KeyRegister.SCHEMA,
            AccessSchema.SCHEMA,
            Operations.SCHEMA,
            Catalog.SCHEMA,
            Variables.SCHEMA,
            Outbox.SCHEMA,
            Repeats.SCHEMA);
    var store = keep(Store.open(source::address, schemas));
    var seal = new KeyRegister(store, clock).seal(premises.directory().secretsKey());
    var access = new Access(store, clock, new FactorSeal(seal), SessionLimits.DEFAULT);
    keep(Sweep.of(access));
    var records =
        new Records(
            new Apps(store, clock),
            new Builds(store),
            new Deployments(store, clock),
            new Promotions(store),
            new KeptReleases(store, clock),
            new Variables(store, seal, clock));

    // What runs beside us, and goes on without us: found again, cleared of what was half done.
    var edge = keep(EdgeStart.prepare(premises.directory(), options));
    var edgeHealth = edge.ensure();
    edge.watch();
    var addresses = new EdgeAddresses(edgeHealth.ports().http());
    var traffic = new Traffic(store, edge.admin(), clock);
    var doors = new Doors(new Closures(store), traffic, clock);
    traffic.publish();
    var binaries = StoreSource.binaries(environment);
    var sealer = new Sealing(seal);
    var clusters = new Clusters(yard.resolve("clusters"), binaries, sealer, clock);
    clusters.revive();
    var watch = keep(new ClusterWatch(clusters, LOOK_AFTER_CLUSTERS, clock).start());
    var copies = new Clusters(yard.resolve("branches"), binaries, sealer, clock);
    var branches = new Branches(clusters, copies, clock);
    branches.sweep(Set.of());
    copies.revive();
    var drills = new Clusters(yard.resolve("drills"), binaries, sealer, clock);
    ProveBackup.sweep(drills);
    var seeds = new MaskSeed(clusters, sealer);
    var databases = new EnvironmentDatabases(clusters, new DataFeed(clusters, seeds, clock));
    var backups = keep(new DatabaseBackups(yard.resolve("backups"), clusters, sealer, clock));
    backups.followAll();
    var runtime = ProcessRuntime.open(yard.resolve("instances"));
    runtime.reconcile();
    var builder = Builder.open(yard.resolve("builds"), runtime);
    builder.reconcile(clock.instant());

    // What changes things, step by step.
    var machinery =
        new Machinery(
            new Machinery.Workshop(builder, Map.of("SLIPWAY_PGJDBC", Driver.jar())),
            databases,
            branches,
            new Machinery.Running(
                new ReleaseInstances(runtime),
                new TrialInstances(runtime),
                new InstanceVariables(OutsideStores.none()),
                addresses::publicUrl),
            traffic,
            doors,
            backups);
    var deploy = new Deploy(records, machinery);
    var plan = new PlanDeployment(records, machinery);
    var releases = machinery.releases(records);
    var rollBack = new RollBack(records, machinery);
    var letGo = new LetGo(releases, traffic);
    var prove =
        new ProveBackup(
            new ProveBackup.Workshop(backups, clusters, drills, records.deployments()), clock);
    var tools =
        new Tools(
            clusters,
            new Tools.Copies(copies, branches),
            backups,
            seeds,
            yard.resolve("exports"),
            clock);
    var restore = new RestoreDatabase(tools);
    var branch = new BranchDatabase(tools);
    var export = new ExportDatabase(tools);
    var types = OperationTypes.of(deploy, plan, rollBack, letGo, prove, restore, branch, export);
    var operations = keep(new Operations(store, types, clock));
    new Revival(releases, traffic, target -> operations.holder(target).isPresent()).run();
    keep(new Worker(operations, WorkerSettings.named(workerName())).start());
    keep(new Sweeper(records.kept(), letGo, operations).start());
    var notices =
        keep(
            new Notices(
                    records,
                    operations,
                    new Outbox(store, clock),
                    new Notices.Setting(
                        () -> url,
                        new OutsideAddress(
                            words(environment.getOrDefault("SLIPWAY_NOTICES_ALLOW", ""))),
                        MailServer.of(Optional.ofNullable(environment.get("SLIPWAY_SMTP"))),
                        OutsideStores.none()),
                    clock)
                .start());
    var instances =
        keep(
            new InstanceWatch(
                    releases,
                    traffic,
                    target -> operations.holder(target).isPresent(),
                    notices::alert,
                    clock)
                .start());
    keep(new BackupSchedule(records, databases, backups, prove, operations, clock).start());
    var delivery = new Delivery(records, new Sources(builder), deploy, plan, operations);
    var promotions =
        new PromotionDesk(records, machinery.instruments(), deploy, plan, operations, clock);
    keep(new Followers(records, promotions, operations).start());
    var waysBack = new WaysBack(records, machinery, operations);
    var rollbacks = new Rollbacks(records, waysBack, rollBack, operations);

    // What listens.
    var version = Version.number();
    var self = new Self(version, startedAt, premises.directory(), source.describe());
    var apps =
        new AppEndpoints(
            delivery,
            records.apps(),
            records.deployments(),
            addresses::publicUrl,
            instances::troubles);
    var goodbye = new Goodbye(runtime, List.of(clusters, copies), edge, stop);
    var endpoints = new ArrayList<Endpoint>();
    endpoints.addAll(new SelfEndpoints(self, edge, apps::summaries, goodbye).list());
    endpoints.addAll(apps.list());
    endpoints.addAll(new RollbackEndpoints(rollbacks).list());
    var goLive = new GoLive(records, machinery, waysBack, clock);
    endpoints.addAll(new PromotionEndpoints(promotions, goLive, apps::urls).list());
    var output = new ReleaseOutput(runtime, releases.instances());
    endpoints.addAll(new LogEndpoints(records.deployments(), output).list());
    var room = new Room(releases);
    var commands = keep(new Commands(room, runtime, clock).begin());
    endpoints.addAll(new CommandEndpoints(commands).list());
    endpoints.addAll(new ConsoleEndpoints(keep(new Consoles(room, runtime, clock))).list());
    endpoints.addAll(new MaintenanceEndpoints(records.apps(), doors, apps::urls).list());
    var approvals = new Approvals(operations, records.deployments(), clock);
    endpoints.addAll(new ApprovalEndpoints(approvals, access.approver()).list());
    endpoints.addAll(new OperationEndpoints(operations).list());
    var desk =
        new DatabaseDesk(
            records, tools, new DatabaseDesk.Types(prove, restore, branch, export), operations);
    endpoints.addAll(new DatabaseEndpoints(desk, watch).list());
    endpoints.addAll(new VariableEndpoints(records.apps(), records.variables()).list());
    endpoints.addAll(new PeopleEndpoints(access, self::url, clock).list());
    endpoints.addAll(new TokenEndpoints(access, self::url, clock).list());
    endpoints.addAll(new AuditEndpoints(access).list());
    var health = List.of(HealthCheck.timed("store", () -> ask(store)));
    var setting =
        new ApiServer.Setting(
            new Guard(new TokenGate(token, access.tokens()), access.authoriser(), access.audit()),
            new Repeats(store, clock),
            health,
            new Metrics(),
            version,
            clock);
    var figures = keep(new FigureLog(traffic.edge()::figures, clock).start());
    var plant =
        new RunningPlant(
            records,
            delivery,
            new RunningPlant.Desks(approvals, rollbacks, promotions, doors, desk),
            new RunningPlant.Processes(
                traffic,
                databases,
                branches,
                backups,
                figures,
                new BackupAges(clusters, backups, clock),
                instances),
            addresses::publicUrl);
    var rooms = new Rooms(access, records.apps(), records.deployments(), operations, plant, clock);
    var assets = new Assets();
    var dashboard = new Dashboard(new Site(rooms, assets), assets);
    var api =
        keep(
            Ports.listen(
                "control plane",
                options.port,
                USUAL_PORT,
                port ->
                    ApiServer.start(
                        setting, endpoints, dashboard, InetAddress.getLoopbackAddress(), port)));
    url = "http://127.0.0.1:" + api.port();
    self.listensOn(url);
    announce(premises.directory(), self);
  }

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.toLowerCase(Locale.ROOT).strip().split("[\\s,]+")));
  }

  /** Unique in the network: several control planes may work on one store. */
  private static String workerName() {
    return ProcessHandle.current().pid() + "-" + Ids.secret(6);
  }

  private static String ask(Store store) {
    return store.read(handle -> handle.createQuery("SELECT 'answers'").mapTo(String.class).one());
  }

  /**
   * The address file is the last thing written: who finds it finds a control plane that answers.
   */
  private void announce(DataDirectory directory, Self self) {
    var file = new StateFile(directory.address());
    var address =
        new ServerAddress(url, ProcessHandle.current().pid(), self.startedAt(), self.version());
    try {
      file.write(Json.pretty(address) + "\n");
      keep(() -> java.nio.file.Files.deleteIfExists(file.path()));
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2207",
              file.path() + " can't be written: " + e.getMessage(),
              "check the disk's space")
          .exception(e);
    }
  }

  private <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  String url() {
    return url;
  }

  /** Closes what was opened, newest first; a part that fails to close does not keep the others. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "a part did not close well", e);
      }
    }
  }
}
