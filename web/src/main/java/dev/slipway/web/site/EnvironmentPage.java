package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.variables.Configuration;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.Holder;
import dev.slipway.catalog.variables.Value;
import dev.slipway.catalog.variables.parity.DeclaredExpectations;
import dev.slipway.catalog.variables.parity.Expectations;
import dev.slipway.catalog.variables.parity.Finding;
import dev.slipway.catalog.variables.parity.Parity;
import dev.slipway.catalog.variables.parity.ParityReport;
import dev.slipway.delivery.traffic.EnvironmentTraffic;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.protocol.edge.Maintenance;
import dev.slipway.protocol.edge.Site;
import dev.slipway.web.Paths;
import dev.slipway.web.view.Action;
import dev.slipway.web.view.EnvironmentView;
import dev.slipway.web.view.EnvironmentView.Domain;
import dev.slipway.web.view.EnvironmentView.Variable;
import dev.slipway.web.view.Link;
import dev.slipway.web.view.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Fills the page of an environment from what runs, what is set and what was. */
final class EnvironmentPage {
  private static final int HISTORY = 50;

  private final Rooms rooms;
  private final TrafficTable traffic;

  EnvironmentPage(Rooms rooms) {
    this.rooms = rooms;
    this.traffic = new TrafficTable(rooms);
  }

  /** Whether there is such an environment: in slipway.yaml, or in the history. */
  boolean exists(String app, String environment) {
    return !rooms.deployments().history(app, environment, 1).isEmpty()
        || rooms.plant().manifest(app).flatMap(one -> one.environment(environment)).isPresent();
  }

  EnvironmentView fill(Principal viewer, String app, String environment) {
    var history = rooms.deployments().history(app, environment, HISTORY);
    var serving = rooms.deployments().serving(app, environment);
    var part = rooms.plant().traffic(app, environment).orElse(EnvironmentTraffic.NONE);
    var deployments = history.stream().flatMap(one -> one.servingSince().stream()).toList();
    return new EnvironmentView(
        place(viewer, app, environment, part, serving),
        traffic.fill(app, environment, part, serving),
        rooms.plant().hour(app, environment).charts(deployments),
        settings(viewer, new EnvironmentKey(app, environment), part),
        history.stream().map(EnvironmentPage::past).toList());
  }

  private EnvironmentView.Place place(
      Principal viewer,
      String app,
      String environment,
      EnvironmentTraffic part,
      Optional<Deployment> serving) {
    var addresses =
        hosts(part).stream()
            .filter(host -> !host.contains("*"))
            .map(host -> rooms.plant().publicUrl(host))
            .map(url -> new Link(url.replaceFirst("https?://", ""), url))
            .toList();
    var databases =
        rooms.plant().databases(app, environment).stream()
            .map(base -> new Link(base.name(), Paths.database(app, environment, base.name())))
            .toList();
    var actions = new ArrayList<Action>();
    if (rooms.may(viewer, Permission.DEPLOY, app, environment)) {
      var path = Paths.environment(app, environment) + "/deploy";
      actions.add(Action.main("Deploy", path));
    }
    var state =
        maintenance(part).isPresent()
            ? State.caution("maintenance")
            : serving.isPresent() ? serves(app, environment) : State.none("nothing serves");
    return new EnvironmentView.Place(app, environment, state, addresses, databases, actions);
  }

  private State serves(String app, String environment) {
    return rooms.plant().troubles(app, environment).stream()
        .findFirst()
        .map(trouble -> State.failed("serving, and " + trouble))
        .orElseGet(() -> State.ok("serving"));
  }

  static List<String> hosts(EnvironmentTraffic part) {
    return part.sites().stream().flatMap(site -> site.hosts().stream()).distinct().toList();
  }

  private static Optional<Maintenance> maintenance(EnvironmentTraffic part) {
    return part.sites().stream().map(Site::maintenance).filter(Objects::nonNull).findFirst();
  }

  private EnvironmentView.Settings settings(
      Principal viewer, EnvironmentKey key, EnvironmentTraffic part) {
    var manifest = rooms.plant().manifest(key.app());
    var configuration = rooms.plant().variables(key);
    var set =
        rooms.may(viewer, Permission.CONFIGURE, key.app(), key.environment())
            ? Optional.of(
                new EnvironmentView.SetVariable(
                    Paths.environment(key.app(), key.environment()) + "/variables",
                    configuration.version(),
                    holders(manifest, configuration)))
            : Optional.<EnvironmentView.SetVariable>empty();
    return new EnvironmentView.Settings(
        variables(viewer, manifest, configuration),
        beside(viewer, manifest, key),
        set,
        domains(part),
        maintenance(viewer, key, part));
  }

  private Optional<EnvironmentView.Maintenance> maintenance(
      Principal viewer, EnvironmentKey key, EnvironmentTraffic part) {
    var app = key.app();
    var name = key.environment();
    var may = rooms.may(viewer, Permission.MAINTAIN, app, name) && !part.sites().isEmpty();
    var closed = rooms.plant().closed(app, name);
    var path = Paths.environment(app, name) + "/maintenance/";
    if (closed.isEmpty()) {
      return may
          ? Optional.of(
              new EnvironmentView.Maintenance(
                  State.none("off"),
                  "Everybody is served.",
                  List.of(
                      Action.dangerous(
                          "Close", path + "full", "Close " + app + " " + name + " to everybody?"),
                      Action.dangerous(
                          "Read only",
                          path + "read-only",
                          "Refuse everything that writes in " + app + " " + name + "?"))))
          : Optional.empty();
    }
    var reasons =
        closed.stream()
            .map(one -> one.mode().word() + " since " + one.at() + " by " + one.by())
            .collect(Collectors.joining("; "));
    var mine = closed.stream().anyMatch(one -> one.holder().equals(Closures.PERSON));
    return Optional.of(
        new EnvironmentView.Maintenance(
            State.caution("on"),
            reasons,
            may && mine ? List.of(Action.main("Open", path + "open")) : List.of()));
  }

  private static List<String> holders(Optional<Manifest> manifest, Configuration configuration) {
    var holders = new ArrayList<String>();
    holders.add(Holder.ALL.text());
    manifest
        .flatMap(one -> one.environment(configuration.environment().environment()))
        .ifPresent(resolved -> holders.addAll(resolved.services().keySet()));
    configuration.variables().stream()
        .map(variable -> variable.holder().text())
        .filter(holder -> !holders.contains(holder))
        .distinct()
        .forEach(holders::add);
    return holders;
  }

  /** What the variables are compared with: the neighbour, if the viewer may see it. */
  private Optional<String> beside(
      Principal viewer, Optional<Manifest> manifest, EnvironmentKey key) {
    return manifest
        .flatMap(one -> neighbour(one, key.environment()))
        .filter(name -> rooms.may(viewer, Permission.VIEW, key.app(), name));
  }

  private List<Variable> variables(
      Principal viewer, Optional<Manifest> manifest, Configuration here) {
    var key = here.environment();
    var neighbour = beside(viewer, manifest, key);
    var beside =
        neighbour
            .map(name -> rooms.plant().variables(new EnvironmentKey(key.app(), name)))
            .orElse(here);
    var report = Parity.between(here, beside, expectations(manifest, key.environment()));
    return report.rows().stream().map(row -> variable(here, row)).toList();
  }

  private static Variable variable(Configuration here, ParityReport.Row row) {
    var value = here.value(row.holder(), row.name());
    var name = row.holder().equals(Holder.ALL) ? row.name() : row.name() + " · " + row.holder();
    var kind =
        value.filter(Value.Secret.class::isInstance).isPresent()
            ? Variable.Kind.SECRET
            : Variable.Kind.PUBLIC;
    var worst =
        row.findings().stream()
            .map(EnvironmentPage::said)
            .reduce((one, other) -> new State(one.mark(), one.word() + "; " + other.word()));
    return new Variable(name, value.map(Value::shown).orElse("–"), kind, worst);
  }

  private static State said(Finding finding) {
    return finding.level() == Finding.Level.ERROR
        ? State.failed(finding.text())
        : State.caution(finding.text());
  }

  /** The environment before this one on the way, or after the first. */
  static Optional<String> neighbour(Manifest manifest, String environment) {
    var order = manifest.environments().keySet().stream().sorted(HomePage.order()).toList();
    var place = order.indexOf(environment);
    if (place < 0 || order.size() < 2) {
      return Optional.empty();
    }
    return Optional.of(order.get(place == 0 ? 1 : place - 1));
  }

  /**
   * What slipway.yaml alone says: reading all sources takes longer than anybody waits for a page.
   */
  private static Expectations expectations(Optional<Manifest> manifest, String environment) {
    var production =
        manifest.stream()
            .flatMap(one -> one.environments().values().stream())
            .filter(ResolvedEnvironment::isProduction)
            .map(ResolvedEnvironment::name)
            .findFirst()
            .orElse("");
    return manifest
        .flatMap(one -> one.environment(environment))
        .map(resolved -> DeclaredExpectations.of(resolved, production, List.of()))
        .orElseGet(() -> Expectations.none(production));
  }

  private List<Domain> domains(EnvironmentTraffic part) {
    var certificates = new CertificateState(rooms.clock().instant());
    return hosts(part).stream()
        .map(host -> certificates.of(host, rooms.plant().certificate(host)))
        .toList();
  }

  static EnvironmentView.Past past(Deployment one) {
    return new EnvironmentView.Past(
        one.version(),
        Paths.deployment(one.app(), one.environment(), one.version()),
        Words.of(one.state()),
        one.title(),
        one.asked().by(),
        one.asked().at());
  }
}
