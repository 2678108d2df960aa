package dev.slipway.web.site;

import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.Change;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.catalog.variables.Variable;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.database.MigrationState;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.Manifest;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.protocol.edge.Figures;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.rollback.Ways;
import dev.slipway.web.figures.Hour;
import dev.slipway.web.view.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nothing runs; what was asked for is remembered. */
class TestingPlant implements Plant {
  final List<String> deployed = new ArrayList<>();
  final List<Change> changed = new ArrayList<>();
  List<Criterion> promotionCriteria = List.of();
  MigrationState migrations =
      new MigrationState.NotRead(
          "the database does not run", new MigrationState.Advice("Start it.", "slipway up"));

  @Override
  public Optional<Manifest> manifest(String app) {
    return Optional.empty();
  }

  @Override
  public Optional<EnvironmentTraffic> traffic(String app, String environment) {
    return Optional.empty();
  }

  @Override
  public Optional<Figures> figures() {
    return Optional.empty();
  }

  @Override
  public Hour hour(String app, String environment) {
    return Hour.unmeasured(InstantSource.system().instant());
  }

  @Override
  public Optional<dev.slipway.delivery.certificate.CertificateWatch.Shown> certificate(
      String host) {
    return Optional.empty();
  }

  @Override
  public String publicUrl(String host) {
    return "http://" + host;
  }

  @Override
  public Configuration variables(EnvironmentKey environment) {
    return new Configuration(
        environment,
        7,
        List.of(
            new Variable(Holder.ALL, "SMTP_HOST", Value.plain("mail.example")),
            new Variable(Holder.ALL, "JWT_SECRET", Value.secret("a value that nobody reads"))));
  }

  @Override
  public Configuration change(
      EnvironmentKey environment, int seen, List<Change> changes, String by) {
    if (seen != 7) {
      throw Problem.of(Problem.Kind.CONFLICT, "SLIP-7355", "changed meanwhile", "").exception();
    }
    changed.addAll(changes);
    return variables(environment);
  }

  @Override
  public Delivery.Ordered deploy(String app, String environment, Request request) {
    deployed.add(app + "/" + environment + " by " + request.who());
    throw Problem.of(Problem.Kind.NOT_FOUND, "SLIP-7601", "nothing to deploy here", "").exception();
  }

  @Override
  public List<String> next(Deployment serving) {
    return serving.environment().equals("staging") ? List.of("production") : List.of();
  }

  @Override
  public Optional<PromotionDesk.Outlook> outlook(PromotionDesk.Wish wish) {
    return Optional.of(
        new PromotionDesk.Outlook(
            new Deployment(
                wish.app(),
                wish.from(),
                1,
                1,
                Deployment.Kind.DEPLOY,
                Deployment.State.SERVING,
                Optional.of("b1"),
                1,
                Optional.empty(),
                "deploy",
                new Deployment.Asked("ada", InstantSource.system().instant()),
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            promotionCriteria));
  }

  @Override
  public PromotionDesk.Ordered promote(PromotionDesk.Wish wish, Request request) {
    deployed.add(
        wish.from()
            + " to "
            + wish.to()
            + wish.hotfix().map(why -> ", " + why).orElse("")
            + " by "
            + request.who());
    throw Problem.of(Problem.Kind.REFUSED, "SLIP-7701", "it is held back", "").exception();
  }

  @Override
  public List<Base> databases(String app, String environment) {
    return List.of(new Base("main", Optional.empty()));
  }

  @Override
  public Optional<Approvals.Waiting> waiting(String app, String environment) {
    return Optional.empty();
  }

  @Override
  public Approvals.Waiting answer(String app, String environment, Approvals.Answer answer) {
    throw Problem.of(Problem.Kind.NOT_FOUND, "SLIP-7640", "nothing waits here", "").exception();
  }

  @Override
  public State backup(String app, String environment) {
    return State.none("no backup");
  }

  @Override
  public Optional<Ways> ways(String app, String environment) {
    return Optional.empty();
  }

  @Override
  public Deployment goBack(String app, String environment, Rollbacks.Wish wish, Request request) {
    throw Problem.of(Problem.Kind.NOT_FOUND, "SLIP-7660", "nothing serves", "").exception();
  }

  @Override
  public List<Closures.Closure> closed(String app, String environment) {
    return List.of();
  }

  @Override
  public void close(String app, String environment, Closures.Mode mode, String by) {
    deployed.add("closed " + app + "/" + environment + " by " + by);
  }

  @Override
  public void open(String app, String environment) {
    deployed.add("opened " + app + "/" + environment);
  }

  @Override
  public Optional<Desk> desk(String app, String environment, String database) {
    return Optional.empty();
  }

  @Override
  public Optional<Kept> kept(Base base) {
    return Optional.empty();
  }

  @Override
  public List<Cluster> branches(Base base) {
    return List.of();
  }

  @Override
  public MigrationState migrations(String app, String environment, String database) {
    return migrations;
  }

  @Override
  public void removeBranch(Cluster branch) {
    throw new IllegalStateException("there is none");
  }
}
