package dev.slipway.web.site;

import dev.slipway.access.people.Permission;
import dev.slipway.access.people.Principal;
import dev.slipway.catalog.App;
import dev.slipway.catalog.Deployment;
import dev.slipway.kit.Durations;
import dev.slipway.operations.journal.Filter;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.web.Paths;
import dev.slipway.web.view.HomeView;
import dev.slipway.web.view.HomeView.AppRow;
import dev.slipway.web.view.HomeView.Cell;
import dev.slipway.web.view.HomeView.Find;
import dev.slipway.web.view.HomeView.Waiting;
import dev.slipway.web.view.PipelineView;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills Home, and the pipeline of one application, with what the viewer may see. */
final class HomePage {
  private static final int ROWS = 24;
  private static final List<String> USUAL_ORDER =
      List.of("development", "dev", "test", "qa", "staging", "production");

  private final Rooms rooms;

  HomePage(Rooms rooms) {
    this.rooms = rooms;
  }

  /**
   * @param words what the names are looked through for
   * @param page of what was found, from 1
   */
  record Wanted(String words, int page) {}

  HomeView fill(Principal viewer, Wanted wanted, Optional<String> live) {
    var words = wanted.words();
    var current = seen(viewer).collect(Collectors.groupingBy(Deployment::app));
    var looked = words.strip().toLowerCase(Locale.ROOT);
    var alarms = new Alarms(rooms);
    var apps =
        rooms.apps().all().stream()
            .filter(app -> app.name().contains(looked))
            .filter(app -> rooms.access().authoriser().maySeeAnyOf(viewer, app.name()))
            .sorted(
                Comparator.comparingInt(
                        (App app) -> alarms.gravest(current.getOrDefault(app.name(), List.of())))
                    .thenComparing(app -> !troubled(current.getOrDefault(app.name(), List.of())))
                    .thenComparing(App::name))
            .toList();
    var pages = Math.max(1, (apps.size() + ROWS - 1) / ROWS);
    var page = Math.clamp(wanted.page(), 1, pages);
    var shown = apps.subList((page - 1) * ROWS, Math.min(apps.size(), page * ROWS));
    var environments =
        shown.stream()
            .flatMap(app -> current.getOrDefault(app.name(), List.of()).stream())
            .map(Deployment::environment)
            .distinct()
            .sorted(order())
            .toList();
    var rows = shown.stream().map(app -> row(app, environments, current, alarms)).toList();
    return new HomeView(
        environments, rows, waiting(viewer), new Find(words, apps.size(), page, pages), live);
  }

  private Stream<Deployment> seen(Principal viewer) {
    var authoriser = rooms.access().authoriser();
    Predicate<Deployment> maySee =
        one -> authoriser.may(viewer, Permission.VIEW, one.app(), one.environment());
    return rooms.deployments().current().stream().filter(maySee);
  }

  static Comparator<String> order() {
    return Comparator.comparingInt(
            (String name) -> {
              var place = USUAL_ORDER.indexOf(name);
              return place < 0 ? USUAL_ORDER.size() : place;
            })
        .thenComparing(Comparator.naturalOrder());
  }

  private static boolean troubled(List<Deployment> current) {
    return current.stream().anyMatch(one -> one.state() == Deployment.State.FAILED);
  }

  private AppRow row(
      App app, List<String> environments, Map<String, List<Deployment>> current, Alarms alarms) {
    var byEnvironment =
        current.getOrDefault(app.name(), List.of()).stream()
            .collect(Collectors.toMap(Deployment::environment, one -> one, (a, b) -> a));
    return new AppRow(
        app.name(),
        Paths.app(app.name()),
        environments.stream()
            .map(name -> Optional.ofNullable(byEnvironment.get(name)).map(one -> cell(one, alarms)))
            .toList());
  }

  private Cell cell(Deployment one, Alarms alarms) {
    var hour = rooms.plant().hour(one.app(), one.environment());
    return new Cell(
        Paths.environment(one.app(), one.environment()),
        one.version(),
        Words.of(one.state()),
        hour.sentence(),
        hour.line(one.servingSince().stream().toList()),
        rooms.plant().backup(one.app(), one.environment()),
        alarms.of(one));
  }

  private List<Waiting> waiting(Principal viewer) {
    var waiting = new ArrayList<>(approvals(viewer));
    rooms
        .operations()
        .list(Filter.newest(20).in(Set.of(OperationState.NEEDS_ATTENTION)))
        .operations()
        .stream()
        .filter(
            one ->
                rooms.may(
                    viewer, Permission.MAINTAIN, app(one.target()), environment(one.target())))
        .map(
            one ->
                new Waiting(
                    State.caution("needs attention"),
                    one.target() + ": " + one.title(),
                    Paths.OPERATIONS + "/" + one.number()))
        .forEach(waiting::add);
    return waiting;
  }

  /** Deployments that wait for a word which the viewer may give. */
  private List<Waiting> approvals(Principal viewer) {
    return rooms
        .operations()
        .list(Filter.newest(50).in(Set.of(OperationState.WAITING)))
        .operations()
        .stream()
        .filter(
            one ->
                rooms.may(viewer, Permission.APPROVE, app(one.target()), environment(one.target())))
        .flatMap(one -> approval(app(one.target()), environment(one.target())).stream())
        .toList();
  }

  private Optional<Waiting> approval(String app, String environment) {
    return rooms
        .plant()
        .waiting(app, environment)
        .map(
            one ->
                new Waiting(
                    State.waiting("approval"),
                    "v" + one.number() + " " + app + " → " + environment,
                    Paths.deployment(app, environment, "v" + one.number())));
  }

  /** Targets are written application/environment. */
  static String app(String target) {
    return target.split("/", 2)[0];
  }

  static String environment(String target) {
    return target.contains("/") ? target.split("/")[1] : "";
  }

  /**
   * Every environment of slipway.yaml and of the history, whether something has reached it or not.
   */
  PipelineView pipeline(Principal viewer, String app) {
    var current =
        seen(viewer)
            .filter(one -> one.app().equals(app))
            .collect(Collectors.toMap(Deployment::environment, one -> one, (a, b) -> a));
    var names = new TreeSet<>(order());
    names.addAll(current.keySet());
    rooms.plant().manifest(app).stream()
        .flatMap(manifest -> manifest.environments().keySet().stream())
        .filter(name -> rooms.may(viewer, Permission.VIEW, app, name))
        .forEach(names::add);
    var stages =
        names.stream()
            .map(name -> stage(viewer, app, name, Optional.ofNullable(current.get(name))))
            .toList();
    var count = stages.size() == 1 ? "1 environment" : stages.size() + " environments";
    return new PipelineView(app, count, stages);
  }

  private PipelineView.Stage stage(
      Principal viewer, String app, String name, Optional<Deployment> current) {
    return new PipelineView.Stage(
        name,
        Paths.environment(app, name),
        current.map(this::card),
        current.stream()
            .filter(one -> one.state() == Deployment.State.SERVING)
            .flatMap(one -> new WayAhead(rooms).of(viewer, one).stream())
            .toList());
  }

  private PipelineView.Card card(Deployment one) {
    var now = rooms.clock().instant();
    return new PipelineView.Card(
        one.version(),
        Paths.deployment(one.app(), one.environment(), one.version()),
        Words.of(one.state()),
        one.title(),
        one.servingSince()
            .map(at -> "for " + Durations.human(Duration.between(at, now)))
            .orElse(""));
  }
}
