package dev.slipway.server;

import dev.slipway.api.ApiServer;
import dev.slipway.api.AppEndpoints;
import dev.slipway.api.ApprovalEndpoints;
import dev.slipway.api.Endpoint;
import dev.slipway.api.Guard;
import dev.slipway.api.HealthCheck;
import dev.slipway.api.MaintenanceEndpoints;
import dev.slipway.api.Metrics;
import dev.slipway.api.OperationEndpoints;
import dev.slipway.api.PromotionEndpoints;
import dev.slipway.api.PushEndpoints;
import dev.slipway.api.Repeats;
import dev.slipway.api.RollbackEndpoints;
import dev.slipway.api.access.AuditEndpoints;
import dev.slipway.api.access.PeopleEndpoints;
import dev.slipway.api.access.SignOnEndpoints;
import dev.slipway.api.access.TokenEndpoints;
import dev.slipway.api.alert.AlertEndpoints;
import dev.slipway.api.alert.HeartbeatDoor;
import dev.slipway.api.alert.ProbeEndpoints;
import dev.slipway.api.command.CommandEndpoints;
import dev.slipway.api.command.ConsoleEndpoints;
import dev.slipway.api.database.DatabaseEndpoints;
import dev.slipway.api.job.JobEndpoints;
import dev.slipway.api.logs.LogEndpoints;
import dev.slipway.api.variables.VariableEndpoints;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.command.Commands;
import dev.slipway.delivery.command.Consoles;
import dev.slipway.delivery.command.Room;
import dev.slipway.delivery.database.MigrationDesk;
import dev.slipway.delivery.golive.GoLive;
import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.kit.StateFile;
import dev.slipway.store.Store;
import dev.slipway.web.Assets;
import dev.slipway.web.figures.BackupAges;
import dev.slipway.web.figures.FigureLog;
import dev.slipway.web.site.Rooms;
import dev.slipway.web.site.RunningPlant;
import dev.slipway.web.site.Site;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** What listens: the API, the dashboard, and whatever people reach through them. */
final class FrontFloor {
  private static final int USUAL_PORT = 7400;

  final Self self;
  final String url;

  /**
   * @param stop called when somebody asks over the API that the control plane stops
   * @param logs what is told to whoever asks what was written
   * @param watch what goes on by itself, and is answered for
   */
  record Asked(Options options, Runnable stop, LogFloor logs, WatchFloor watch) {}

  FrontFloor(
      Kept kept,
      Premises premises,
      StateFloor state,
      MachineFloor machine,
      WorkFloor work,
      Asked asked) {
    var clock = state.clock;
    this.self =
        new Self(Version.number(), state.startedAt, premises.directory(), state.source.describe());
    var approvals = new Approvals(work.operations, state.records.deployments(), clock);
    var desk = new DatabaseDesk(state.records, work.tools, work.databaseTypes, work.operations);
    var migrations = new MigrationDesk(state.records, machine.databases);
    var endpoints = new ArrayList<Endpoint>();
    endpoints.addAll(ofDeliveries(kept, state, machine, work, asked));
    endpoints.addAll(new ProbeEndpoints(asked.watch().alertDesk().probes(), self::url).list());
    endpoints.addAll(new ApprovalEndpoints(approvals, state.access.approver()).list());
    endpoints.addAll(new OperationEndpoints(work.operations).list());
    endpoints.addAll(new DatabaseEndpoints(desk, migrations, machine.watch).list());
    endpoints.addAll(new VariableEndpoints(state.records.apps(), state.records.variables()).list());
    endpoints.addAll(new PeopleEndpoints(state.access, self::url, clock).list());
    endpoints.addAll(new TokenEndpoints(state.access, self::url, clock).list());
    endpoints.addAll(new SignOnEndpoints(state.access).list());
    endpoints.addAll(new AuditEndpoints(state.access).list());
    var gate = new TokenGate(premises.token(), state.access.tokens());
    var setting =
        new ApiServer.Setting(
            new Guard(gate, state.access.authoriser(), state.access.audit()),
            new Repeats(state.store, clock),
            List.of(HealthCheck.timed("store", () -> ask(state.store))),
            new Metrics(),
            self.version(),
            clock);
    var figures = new StateFile(premises.directory().path().resolve("figures"));
    var dashboard =
        dashboard(kept, figures, state, machine, work, approvals, desk, migrations, asked);
    var beside = new HeartbeatDoor(asked.watch().heartbeats, dashboard, clock);
    var api =
        kept.keep(
            Ports.listen(
                "control plane",
                asked.options().port,
                USUAL_PORT,
                port ->
                    ApiServer.start(
                        setting, endpoints, beside, InetAddress.getLoopbackAddress(), port)));
    this.url = "http://127.0.0.1:" + api.port();
    self.listensOn(url);
  }

  /** Applications and what becomes of them. */
  private List<Endpoint> ofDeliveries(
      Kept kept, StateFloor state, MachineFloor machine, WorkFloor work, Asked asked) {
    var clock = state.clock;
    var records = state.records;
    var apps =
        new AppEndpoints(
            work.delivery,
            records.apps(),
            records.deployments(),
            machine.addresses::publicUrl,
            asked.watch()::troubles);
    var clusters = List.of(machine.clusters, machine.copies);
    var goodbye = new Goodbye(machine.runtime, clusters, machine.edge, asked.stop());
    var goLive = new GoLive(records, work.machinery, work.waysBack, clock);
    var room = new Room(work.releases);
    var commands = kept.keep(new Commands(room, machine.runtime, clock).begin());
    var consoles = kept.keep(new Consoles(room, machine.runtime, clock).begin());
    var endpoints = new ArrayList<Endpoint>();
    endpoints.addAll(new SelfEndpoints(self, machine.edge, apps::summaries, goodbye).list());
    endpoints.addAll(apps.list());
    endpoints.addAll(new RollbackEndpoints(work.rollbacks).list());
    endpoints.addAll(new PromotionEndpoints(work.promotions, goLive, apps::urls).list());
    endpoints.addAll(new PushEndpoints(work.pushes).list());
    endpoints.addAll(new LogEndpoints(records.deployments(), asked.logs().shelves).list());
    endpoints.addAll(new CommandEndpoints(commands).list());
    endpoints.addAll(new ConsoleEndpoints(consoles).list());
    endpoints.addAll(new JobEndpoints(asked.watch().jobs).list());
    endpoints.addAll(new AlertEndpoints(records.deployments(), asked.watch().alertDesk()).list());
    endpoints.addAll(new MaintenanceEndpoints(records.apps(), machine.doors, apps::urls).list());
    return endpoints;
  }

  private static Dashboard dashboard(
      Kept kept,
      StateFile file,
      StateFloor state,
      MachineFloor machine,
      WorkFloor work,
      Approvals approvals,
      DatabaseDesk desk,
      MigrationDesk migrations,
      Asked asked) {
    var clock = state.clock;
    var records = state.records;
    var figures = kept.keep(new FigureLog(machine.traffic.edge()::figures, clock, file).start());
    var plant =
        new RunningPlant(
            records,
            work.delivery,
            new RunningPlant.Desks(
                approvals, work.rollbacks, work.promotions, machine.doors, desk, migrations),
            new RunningPlant.Processes(
                machine.traffic,
                machine.databases,
                machine.branches,
                machine.backups,
                figures,
                new BackupAges(machine.clusters, machine.backups, clock),
                asked.watch()::troubles,
                work.certificates,
                asked.watch().alertDesk(),
                asked.logs().shelves),
            machine.addresses::publicUrl);
    var rooms =
        new Rooms(
            state.access, records.apps(), records.deployments(), work.operations, plant, clock);
    var assets = new Assets();
    return new Dashboard(new Site(rooms, assets), assets);
  }

  private static String ask(Store store) {
    return store.read(handle -> handle.createQuery("SELECT 'answers'").mapTo(String.class).one());
  }
}
