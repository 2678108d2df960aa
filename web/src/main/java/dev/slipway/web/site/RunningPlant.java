package dev.slipway.web.site;

import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.Author;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.certificate.CertificateWatch;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.database.MigrationDesk;
import dev.slipway.delivery.database.MigrationState;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.delivery.maintenance.Doors;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.delivery.traffic.Traffic;
import dev.slipway.delivery.upkeep.DatabaseDesk;
import dev.slipway.kit.ProblemException;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.collect.Shelves;
import dev.slipway.logs.shelf.Shelf;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.branch.Branches;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.loss.Losses;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.rollback.Ways;
import dev.slipway.watch.alert.AlertDesk;
import dev.slipway.web.figures.BackupAges;
import dev.slipway.web.figures.FigureLog;
import dev.slipway.web.figures.Hour;
import dev.slipway.web.view.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The plant of this control plane. */
public final class RunningPlant implements Plant {
  private static final int WINDOW_SECONDS = 60;

  /**
   * The processes of this machine that pages tell of.
   *
   * @param troubles what is wrong with an environment right now, a sentence each
   */
  public record Processes(
      Traffic traffic,
      EnvironmentDatabases databases,
      Branches branches,
      DatabaseBackups backups,
      FigureLog figures,
      BackupAges ages,
      BiFunction<String, String, List<String>> troubles,
      CertificateWatch certificates,
      AlertDesk alerts,
      Shelves logs) {}

  /** Where things are asked for, beside deployments. */
  public record Desks(
      Approvals approvals,
      Rollbacks rollbacks,
      PromotionDesk promotions,
      Doors doors,
      DatabaseDesk databases,
      MigrationDesk migrations) {}

  private final Records records;
  private final Delivery delivery;
  private final Desks desks;
  private final Processes processes;
  private final UnaryOperator<String> addresses;

  /**
   * @param addresses a host name as people reach it
   */
  public RunningPlant(
      Records records,
      Delivery delivery,
      Desks desks,
      Processes processes,
      UnaryOperator<String> addresses) {
    this.records = records;
    this.delivery = delivery;
    this.desks = desks;
    this.processes = processes;
    this.addresses = addresses;
  }

  private Apps apps() {
    return records.apps();
  }

  @Override
  public Optional<Manifest> manifest(String app) {
    try {
      return apps().find(app).map(one -> delivery.manifest(one.folder()));
    } catch (ProblemException folderIsGoneOrBroken) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<EnvironmentTraffic> traffic(String app, String environment) {
    return processes.traffic().find(app, environment);
  }

  @Override
  public Optional<Figures> figures() {
    try {
      return Optional.of(processes.traffic().edge().figures(WINDOW_SECONDS));
    } catch (ProblemException edgeIsAway) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> troubles(String app, String environment) {
    return processes.troubles().apply(app, environment);
  }

  @Override
  public Hour hour(String app, String environment) {
    return processes.figures().of(app, environment);
  }

  @Override
  public String publicUrl(String host) {
    return addresses.apply(host);
  }

  @Override
  public Optional<CertificateWatch.Shown> certificate(String host) {
    return processes.certificates().shown(host);
  }

  @Override
  public Configuration variables(EnvironmentKey environment) {
    return records.variables().current(environment);
  }

  @Override
  public Configuration change(
      EnvironmentKey environment, int seen, List<Change> changes, String by) {
    return records.variables().change(environment, seen, changes, new Author(by, ""));
  }

  @Override
  public Delivery.Ordered deploy(String app, String environment, Request request)
      throws InterruptedException {
    // A button that was pressed does something, also when the folder is as it was.
    return delivery.deploy(app, environment, true, request);
  }

  @Override
  public List<String> next(Deployment serving) {
    return desks.promotions().next(serving);
  }

  @Override
  public Optional<PromotionDesk.Outlook> outlook(PromotionDesk.Wish wish) {
    try {
      return Optional.of(desks.promotions().look(wish));
    } catch (ProblemException cannotBeLookedAt) {
      return Optional.empty();
    }
  }

  @Override
  public PromotionDesk.Ordered promote(PromotionDesk.Wish wish, Request request) {
    return desks.promotions().promote(wish, request);
  }

  @Override
  public List<Base> databases(String app, String environment) {
    return manifest(app).flatMap(one -> one.environment(environment)).stream()
        .flatMap(
            resolved ->
                resolved.databases().entrySet().stream()
                    .filter(entry -> !entry.getValue().external())
                    .map(entry -> base(resolved, entry.getKey())))
        .toList();
  }

  private Base base(ResolvedEnvironment environment, String name) {
    try {
      return new Base(name, processes.databases().running(environment, name));
    } catch (ProblemException isDown) {
      return new Base(name, Optional.empty());
    }
  }

  @Override
  public Optional<Approvals.Waiting> waiting(String app, String environment) {
    return desks.approvals().waiting(app, environment);
  }

  @Override
  public Approvals.Waiting answer(String app, String environment, Approvals.Answer answer) {
    return desks.approvals().answer(app, environment, answer);
  }

  @Override
  public Optional<Ways> ways(String app, String environment) {
    try {
      return Optional.of(desks.rollbacks().ways(app, environment, Optional.empty()));
    } catch (ProblemException nothingServes) {
      return Optional.empty();
    }
  }

  @Override
  public Deployment goBack(String app, String environment, Rollbacks.Wish wish, Request request) {
    return desks.rollbacks().goBack(app, environment, Optional.empty(), wish, request).deployment();
  }

  @Override
  public List<Closures.Closure> closed(String app, String environment) {
    return desks.doors().closed(app, environment);
  }

  @Override
  public void close(String app, String environment, Closures.Mode mode, String by) {
    desks.doors().close(app, environment, new Doors.Wish(Closures.PERSON, mode, false, "", by));
  }

  @Override
  public void open(String app, String environment) {
    desks.doors().open(app, environment, Closures.PERSON);
  }

  @Override
  public Optional<Desk> desk(String app, String environment, String database) {
    try {
      var place = desks.databases().find(app, environment, database);
      return Optional.of(new DeskOfPlace(desks.databases(), place));
    } catch (ProblemException notThereYet) {
      return Optional.empty();
    }
  }

  private record DeskOfPlace(DatabaseDesk desk, DatabaseDesk.Place place) implements Desk {
    @Override
    public String name() {
      return place.cluster().toString();
    }

    @Override
    public Losses.Foretold foretell(String to) {
      return desk.losses(place).of(desk.target(place, to));
    }

    @Override
    public long backUp(Request request) {
      return desk.backUp(place, DatabaseDesk.Fresh.TAKEN_NOW, request).operation();
    }

    @Override
    public long restoreBeside(String to, Request request) {
      return desk.restoreBeside(place, to, Optional.empty(), request).operation();
    }

    @Override
    public long restoreInPlace(String to, String typed, Request request) {
      return desk.restoreInPlace(place, to, typed, request).operation();
    }
  }

  @Override
  public State backup(String app, String environment) {
    return processes.ages().of(app, environment);
  }

  @Override
  public Optional<Kept> kept(Base base) {
    try {
      return base.running()
          .map(
              running ->
                  new Kept(
                      processes.backups().repository(running.name()).backups(),
                      processes.backups().points(running.name()).all(),
                      processes.backups().following(running.name())));
    } catch (ProblemException repositoryIsAway) {
      return Optional.empty();
    }
  }

  @Override
  public List<Cluster> branches(Base base) {
    return base.running().stream()
        .flatMap(
            running ->
                processes.branches().all().stream()
                    .filter(copy -> isOf(copy, running.name().toString())))
        .toList();
  }

  private static boolean isOf(Cluster copy, String source) {
    var origin = copy.origin();
    return origin != null && origin.source().equals(source);
  }

  @Override
  public MigrationState migrations(String app, String environment, String database) {
    return desks.migrations().of(new MigrationDesk.Named(app, environment, database));
  }

  @Override
  public void removeBranch(Cluster branch) {
    processes.branches().delete(branch.name());
  }

  @Override
  public Optional<AlertDesk> alertDesk() {
    return Optional.of(processes.alerts());
  }

  @Override
  public Map<ShelfName, Shelf> logs(String app, String environment) {
    return processes.logs().of(app + "/" + environment);
  }
}
