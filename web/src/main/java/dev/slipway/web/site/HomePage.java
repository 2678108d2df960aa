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
import dev.slipway.web.view.Series;
import dev.slipway.web.view.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  HomeView fill(Principal viewer, String words, int wantedPage) {
    var current = seen(viewer).collect(Collectors.groupingBy(Deployment::app));
    var looked = words.strip().toLowerCase(Locale.ROOT);
    var apps =
        rooms.apps().all().stream()
            .filter(app -> app.name().contains(looked))
            .filter(app -> rooms.access().authoriser().maySeeAnyOf(viewer, app.name()))
            .sorted(
                Comparator.comparing(
                        (App app) -> !troubled(current.getOrDefault(app.name(), List.of())))
                    .thenComparing(App::name))
            .toList();
    var pages = Math.max(1, (apps.size() + ROWS - 1) / ROWS);
    var page = Math.clamp(wantedPage, 1, pages);
    var shown = apps.subList((page - 1) * ROWS, Math.min(apps.size(), page * ROWS));
    var environments =
        shown.stream()
            .flatMap(app -> current.getOrDefault(app.name(), List.of()).stream())
            .map(Deployment::environment)
            .distinct()
            .sorted(order())
            .toList();
    var rows = shown.stream().map(app -> row(app, environments, current)).toList();
    return new HomeView(
        environments, rows, waiting(viewer), new Find(words, apps.size(), page, pages));
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

  private static AppRow row(
      App app, List<String> environments, Map<String, List<Deployment>> current) {
    var byEnvironment =
        current.getOrDefault(app.name(), List.of()).stream()
            .collect(Collectors.toMap(Deployment::environment, one -> one, (a, b) -> a));
    return new AppRow(
        app.name(),
        Paths.app(app.name()),
        environments.stream()
            .map(name -> Optional.ofNullable(byEnvironment.get(name)).map(HomePage::cell))
            .toList());
  }

  /** Figures and backups are told as not measured until their rooms are wired in. */
  private static Cell cell(Deployment one) {
    return new Cell(
        Paths.environment(one.app(), one.environment()),
        one.version(),
        Words.of(one.state()),
        "not measured",
        Series.NOTHING,
        State.none("backups not measured"));
  }

  private List<Waiting> waiting(Principal viewer) {
    var authoriser = rooms.access().authoriser();
    return rooms
        .operations()
        .list(Filter.newest(20).in(Set.of(OperationState.NEEDS_ATTENTION)))
        .operations()
        .stream()
        .filter(
            one ->
                authoriser.may(
                    viewer, Permission.MAINTAIN, app(one.target()), environment(one.target())))
        .map(
            one ->
                new Waiting(
                    State.caution("needs attention"),
                    one.target() + ": " + one.title(),
                    Paths.OPERATIONS + "/" + one.number()))
        .toList();
  }

  /** Targets are written application/environment. */
  static String app(String target) {
    return target.split("/", 2)[0];
  }

  static String environment(String target) {
    return target.contains("/") ? target.split("/")[1] : "";
  }

  PipelineView pipeline(Principal viewer, String app) {
    var now = rooms.clock().instant();
    var stages =
        seen(viewer)
            .filter(one -> one.app().equals(app))
            .sorted(Comparator.comparing(Deployment::environment, order()))
            .map(
                one ->
                    new PipelineView.Stage(
                        one.environment(),
                        Paths.environment(app, one.environment()),
                        Optional.of(
                            new PipelineView.Card(
                                one.version(),
                                Paths.deployment(app, one.environment(), one.version()),
                                Words.of(one.state()),
                                one.title(),
                                one.servingSince()
                                    .map(at -> "for " + Durations.human(Duration.between(at, now)))
                                    .orElse(""),
                                Optional.empty())),
                        List.of()))
            .toList();
    return new PipelineView(app, stages.size() + " environments", stages);
  }
}
