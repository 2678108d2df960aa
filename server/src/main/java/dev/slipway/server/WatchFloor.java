package dev.slipway.server;

import dev.slipway.catalog.Closures;
import dev.slipway.delivery.backup.BackupPromise;
import dev.slipway.delivery.command.Room;
import dev.slipway.watch.ServedPlaces;
import dev.slipway.watch.alert.Alert;
import dev.slipway.watch.alert.AlertBook;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.watch.alert.Alerts;
import dev.slipway.watch.alert.Rule;
import dev.slipway.watch.alert.Sensor;
import dev.slipway.watch.job.JobLedger;
import dev.slipway.watch.job.Jobs;
import dev.slipway.watch.job.ServedJobs;
import dev.slipway.watch.probe.AddressProbe;
import dev.slipway.watch.probe.CertificateQuestion;
import dev.slipway.watch.probe.DatabaseProbe;
import dev.slipway.watch.probe.HeartbeatBook;
import dev.slipway.watch.probe.HttpQuestion;
import dev.slipway.watch.probe.OwnProbes;
import dev.slipway.watch.probe.Probe;
import dev.slipway.watch.probe.ProbeDays;
import dev.slipway.watch.probe.ProbeDesk;
import dev.slipway.watch.probe.Probes;
import dev.slipway.watch.probe.RedisQuestion;
import dev.slipway.watch.probe.SetVariables;
import dev.slipway.watch.sensor.BackupSensor;
import dev.slipway.watch.sensor.CertificateSensor;
import dev.slipway.watch.sensor.DiskSensor;
import dev.slipway.watch.sensor.EdgeFigures;
import dev.slipway.watch.sensor.ErrorSensor;
import dev.slipway.watch.sensor.JobSensor;
import dev.slipway.watch.sensor.LatencySensor;
import dev.slipway.watch.sensor.LogKeptSensor;
import dev.slipway.watch.sensor.MemorySensor;
import dev.slipway.watch.sensor.OperationSensor;
import dev.slipway.watch.sensor.ProbeSensor;
import dev.slipway.watch.sensor.Seldom;
import dev.slipway.watch.sensor.TroubleSensor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What goes on between deployments by itself: jobs, probes, alerts. */
final class WatchFloor {
  private static final Set<String> WATCHED =
      Set.of(Rule.CRASH_LOOP.word(), Rule.CERTIFICATE.word());

  final Jobs jobs;
  private final Alerts alerts;
  private final Probes probes;
  private final ProbeDays days;
  final HeartbeatBook heartbeats;
  private final WorkFloor work;

  WatchFloor(Kept kept, StateFloor state, MachineFloor machine, WorkFloor work) {
    this.work = work;
    var clock = state.clock;
    var closures = new Closures(state.store);
    var room = new ServedJobs(work.releases, new Room(work.releases), closures);
    var ledger = new JobLedger(state.store, clock);
    this.jobs = kept.keep(new Jobs(room, ledger, machine.runtime, clock, machine.place).start());
    var places =
        new ServedPlaces(
            state.records, closures, target -> work.operations.holder(target).isPresent());
    this.days = new ProbeDays(state.store);
    this.heartbeats = new HeartbeatBook(state.store, clock);
    var asked =
        List.<Probe>of(
            new AddressProbe(machine.addresses::publicUrl),
            new DatabaseProbe(machine.databases),
            new OwnProbes(
                new HttpQuestion(machine.addresses::publicUrl),
                new RedisQuestion(new SetVariables(state.records.variables(), state.outside)),
                new CertificateQuestion(clock),
                heartbeats));
    this.probes = kept.keep(new Probes(asked, places, days, clock).start());
    this.alerts =
        kept.keep(
            new Alerts(
                    new AlertBook(state.store),
                    sensors(machine, work, ledger, clock),
                    places,
                    work.notices::alert,
                    clock)
                .start());
  }

  private List<Sensor> sensors(
      MachineFloor machine, WorkFloor work, JobLedger ledger, InstantSource clock) {
    var figures = new EdgeFigures(machine.traffic.edge()::figures, clock);
    var promise = new BackupPromise(machine.databases, machine.backups, clock);
    return List.of(
        new ProbeSensor(Rule.DOWN, probes),
        new ProbeSensor(Rule.PROBE, probes),
        new ProbeSensor(Rule.HEARTBEAT, probes),
        new ErrorSensor(figures),
        new LatencySensor(figures),
        new TroubleSensor(Rule.CRASH_LOOP, work.instances::troubles),
        new DiskSensor(Objects.requireNonNull(machine.exports.getParent())),
        new MemorySensor(Path.of("/proc/meminfo")),
        new TroubleSensor(Rule.CERTIFICATE, work.certificates::troubles),
        new CertificateSensor(work.certificates::shown, clock),
        new Seldom(new LogKeptSensor(machine.databases), clock),
        new Seldom(new BackupSensor(promise), clock),
        new JobSensor(ledger, clock),
        new OperationSensor(work.operations));
  }

  /** What is wrong with an environment right now, a sentence each. */
  List<String> troubles(String app, String environment) {
    var all = new ArrayList<>(work.troubles(app, environment));
    for (var alert : alerts.book().open(app, environment)) {
      // What a watcher of its own found is told by it already, in its own words.
      var isKnown = WATCHED.contains(alert.key().rule()) && alert.key().object().isEmpty();
      if (alert.state() == Alert.State.FIRING && !isKnown) {
        var object = alert.key().object().isEmpty() ? "" : " " + alert.key().object();
        var blind = alert.unmeasured() ? "not measured: " : "";
        all.add(alert.key().rule() + object + ": " + blind + alert.value());
      }
    }
    return all;
  }

  AlertDesk alertDesk() {
    return new AlertDesk(
        alerts, work.notices, work.outbox, new ProbeDesk(probes, days, heartbeats));
  }
}
