package dev.slipway.server;

import dev.slipway.catalog.Pushes;
import dev.slipway.delivery.Sources;
import dev.slipway.delivery.backup.BackupSchedule;
import dev.slipway.delivery.backup.ProveBackup;
import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.delivery.certificate.OwnCertificate;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.delivery.deploy.Deploy;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.deploy.PlanDeployment;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.delivery.deploy.PushDesk;
import dev.slipway.delivery.follow.Followers;
import dev.slipway.delivery.follow.PushWatch;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.keep.InstanceWatch;
import dev.slipway.delivery.keep.LetGo;
import dev.slipway.delivery.keep.Revival;
import dev.slipway.delivery.keep.Sweeper;
import dev.slipway.delivery.notice.MailServer;
import dev.slipway.delivery.notice.Notices;
import dev.slipway.delivery.notice.Outbox;
import dev.slipway.delivery.notice.OutsideAddress;
import dev.slipway.delivery.rollback.RollBack;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.delivery.rollback.WaysBack;
import dev.slipway.delivery.upkeep.BranchDatabase;
import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.delivery.upkeep.ExportDatabase;
import dev.slipway.delivery.upkeep.RestoreDatabase;
import dev.slipway.delivery.upkeep.Tools;
import dev.slipway.kit.Ids;
import dev.slipway.operations.OperationTypes;
import dev.slipway.operations.Operations;
import dev.slipway.operations.Worker;
import dev.slipway.operations.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What changes things, step by step, and what asks for it by itself. */
final class WorkFloor {
  final Machinery machinery;
  final Tools tools;
  final ReleaseStart releases;
  final Operations operations;
  final InstanceWatch instances;
  final CertificateWatch certificates;
  final Delivery delivery;
  final PromotionDesk promotions;
  final PushDesk pushes;
  final WaysBack waysBack;
  final Rollbacks rollbacks;
  final DatabaseDesk.Types databaseTypes;
  final Notices notices;
  final Outbox outbox;

  /**
   * @param url of this control plane, once it listens
   */
  WorkFloor(
      Kept kept,
      StateFloor state,
      MachineFloor machine,
      Map<String, String> environment,
      Supplier<String> url) {
    var clock = state.clock;
    var records = state.records;
    this.machinery = machine.machinery(state.outside);
    var deploy = new Deploy(records, machinery);
    var plan = new PlanDeployment(records, machinery);
    this.releases = machinery.releases(records);
    var rollBack = new RollBack(records, machinery);
    var letGo = new LetGo(releases, machine.traffic);
    var prove =
        new ProveBackup(
            new ProveBackup.Workshop(
                machine.backups, machine.clusters, machine.drills, records.deployments()),
            clock);
    this.tools = machine.tools(clock);
    var restore = new RestoreDatabase(tools);
    var branch = new BranchDatabase(tools);
    var export = new ExportDatabase(tools);
    var types = OperationTypes.of(deploy, plan, rollBack, letGo, prove, restore, branch, export);
    this.operations = kept.keep(new Operations(state.store, types, clock));
    new Revival(releases, machine.traffic, target -> operations.holder(target).isPresent()).run();
    kept.keep(new Worker(operations, WorkerSettings.named(workerName())).start());
    kept.keep(new Sweeper(records.kept(), letGo, operations).start());
    this.outbox = new Outbox(state.store, clock);
    this.notices =
        kept.keep(
            new Notices(
                    records,
                    operations,
                    outbox,
                    new Notices.Setting(
                        url,
                        new OutsideAddress(
                            words(environment.getOrDefault("SLIPWAY_NOTICES_ALLOW", ""))),
                        MailServer.of(Optional.ofNullable(environment.get("SLIPWAY_SMTP"))),
                        state.outside),
                    clock)
                .start());
    this.instances =
        kept.keep(
            new InstanceWatch(
                    releases,
                    machine.traffic,
                    target -> operations.holder(target).isPresent(),
                    clock)
                .start());
    this.certificates =
        kept.keep(
            new CertificateWatch(
                    records,
                    machine.certificates,
                    new OwnCertificate(records, machine.certificates, state.outside),
                    machine.traffic)
                .start());
    kept.keep(
        new BackupSchedule(records, machine.databases, machine.backups, prove, operations, clock)
            .start());
    this.delivery = new Delivery(records, new Sources(machine.builder), deploy, plan, operations);
    this.promotions =
        new PromotionDesk(records, machinery.instruments(), deploy, plan, operations, clock);
    kept.keep(new Followers(records, promotions, operations).start());
    this.pushes = new PushDesk(records, new Pushes(state.store, clock), deploy, operations, clock);
    kept.keep(new PushWatch(records.apps(), pushes).start());
    this.waysBack = new WaysBack(records, machinery, operations);
    this.rollbacks = new Rollbacks(records, waysBack, rollBack, operations);

    this.databaseTypes = new DatabaseDesk.Types(prove, restore, branch, export);
  }

  /** What is wrong with an environment right now, a sentence each. */
  List<String> troubles(String app, String environment) {
    var all = new ArrayList<>(instances.troubles(app, environment));
    all.addAll(certificates.troubles(app, environment));
    return all;
  }

  private static Set<String> words(String text) {
    return Set.copyOf(List.of(text.toLowerCase(Locale.ROOT).strip().split("[\\s,]+")));
  }

  /** Unique in the network: several control planes may work on one store. */
  private static String workerName() {
    return ProcessHandle.current().pid() + "-" + Ids.secret(6);
  }
}
