package dev.slipway.web;

import dev.slipway.web.view.Action;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.HomeView;
import dev.slipway.web.view.HomeView.Alarm;
import dev.slipway.web.view.HomeView.AppRow;
import dev.slipway.web.view.HomeView.Cell;
import dev.slipway.web.view.HomeView.Find;
import dev.slipway.web.view.HomeView.Waiting;
import dev.slipway.web.view.PipelineView;
import dev.slipway.web.view.PipelineView.Card;
import dev.slipway.web.view.PipelineView.Criterion;
import dev.slipway.web.view.PipelineView.Stage;
import dev.slipway.web.view.Series;
import dev.slipway.web.view.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Views as a busy day would fill them. */
final class SampleApps {
  private static final List<String> ENVIRONMENTS =
      List.of("development", "qa", "staging", "production");
  private static final List<String> NAMES =
      List.of("erp-generic", "ledger", "shop", "clinic", "tickets", "inventory");

  private SampleApps() {}

  static Series series(String name, String newest, int seed, int points, double... deployments) {
    var values =
        IntStream.range(0, points)
            .mapToObj(i -> 5 + Math.sin(i * 0.6 + seed) * 2 + (i * 37 + seed * 11) % 5)
            .toList();
    var with = new ArrayList<>(values);
    if (points > 12 && seed % 3 == 0) {
      with.set(7, Double.NaN);
      with.set(8, Double.NaN);
    }
    return new Series(name, newest, with, Arrays.stream(deployments).boxed().toList());
  }

  static HomeView few() {
    var rows = new ArrayList<AppRow>();
    for (var name : NAMES) {
      rows.add(row(name, rows.size()));
    }
    return new HomeView(
        ENVIRONMENTS,
        rows,
        List.of(
            new Waiting(
                State.waiting("approval"),
                "erp-generic v53 → production: 2 migrations, one of them ▲ caution",
                "/erp-generic/production/v53"),
            new Waiting(
                State.caution("needs attention"),
                "clinic staging: the newest backup could not be proven",
                "/clinic/staging/database/main")),
        new Find("", NAMES.size(), 1, 1),
        Optional.of("/-/live/events"));
  }

  /** Somebody wrote what a browser could take for something else. */
  static HomeView odd() {
    return new HomeView(
        ENVIRONMENTS,
        List.of(row("<b>bold</b> & \"quoted\"", 3)),
        List.of(new Waiting(State.waiting("approval"), "<b>bold</b>", "/x")),
        new Find("<b>bold</b> & \"quoted\"", 1, 1, 1),
        Optional.empty());
  }

  /** The same a moment later: one application has another release. */
  static HomeView later() {
    var before = few();
    var rows = new ArrayList<>(before.apps());
    var cells = new ArrayList<>(rows.get(1).cells());
    var cell = cells.getFirst().orElseThrow();
    cells.set(
        0,
        Optional.of(
            new Cell(
                cell.path(),
                "v99",
                cell.health(),
                cell.figures(),
                cell.line(),
                cell.backup(),
                cell.alarm())));
    rows.set(1, new AppRow(rows.get(1).name(), rows.get(1).path(), cells));
    return new HomeView(
        before.environments(), rows, before.waiting(), before.find(), before.live());
  }

  static HomeView many() {
    var rows = IntStream.range(0, 24).mapToObj(i -> row("application-" + i, i)).toList();
    var five = new ArrayList<>(ENVIRONMENTS);
    five.add("preview");
    var wide =
        rows.stream()
            .map(
                row -> {
                  var cells = new ArrayList<>(row.cells());
                  cells.add(row.cells().getFirst());
                  return new AppRow(row.name(), row.path(), cells);
                })
            .toList();
    return new HomeView(five, wide, List.of(), new Find("", 500, 3, 21), Optional.empty());
  }

  static HomeView none() {
    return new HomeView(
        ENVIRONMENTS, List.of(), List.of(), new Find("", 0, 1, 1), Optional.empty());
  }

  private static AppRow row(String name, int i) {
    var cells = new ArrayList<Optional<Cell>>();
    for (var e = 0; e < ENVIRONMENTS.size(); e++) {
      var seed = i * 7 + e;
      cells.add(e == 1 && i % 2 == 1 ? Optional.empty() : Optional.of(cell(name, e, seed)));
    }
    return new AppRow(name, Paths.app(name), cells);
  }

  private static Cell cell(String app, int e, int seed) {
    var health =
        switch (seed % 9) {
          case 3 -> State.running("deploying");
          case 6 -> State.caution("slow");
          case 8 -> State.failed("failing");
          default -> State.ok("serving");
        };
    var backup =
        seed % 5 == 4
            ? State.caution("backup not proven")
            : State.ok("proven " + (seed % 7 + 1) + " h ago");
    return new Cell(
        Paths.environment(app, ENVIRONMENTS.get(e)),
        "v" + (53 - e),
        health,
        "0.0" + seed % 10 + " % · " + (4 + seed % 20) + " ms",
        series("errors", "", seed, 30, 0.3 + (seed % 5) / 10.0),
        e == 0 ? State.none("no backups asked for") : backup,
        seed % 11 == 3
            ? Optional.of(
                new Alarm(
                    State.failed("backup · 12 min · 2 more"),
                    Paths.alerts(app, ENVIRONMENTS.get(e))))
            : Optional.empty());
  }

  static PipelineView pipeline() {
    return new PipelineView(
        "erp-generic",
        "2 services, 1 database, 4 environments",
        List.of(
            stage("development", "v55", State.ok("serving"), "Add invoice status to the list"),
            stage("qa", "v54", State.running("deploying"), "Fix rounding of taxes"),
            new Stage(
                "staging",
                "/erp-generic/staging",
                Optional.of(
                    new Card(
                        "v53",
                        "/erp-generic/staging/v53",
                        State.ok("serving"),
                        "Invoice status, customer keys",
                        "for 31 h of the 48 h it must")),
                next(
                    new Criterion(State.ok("holds"), "All checks pass", "11 of 11, 09:14"),
                    new Criterion(State.running("under way"), "Soak 48 h", "31 h 12 min, 0 alerts"),
                    new Criterion(State.ok("holds"), "Backup proven", "restored 02:40, 48.0 GB"),
                    new Criterion(
                        State.waiting("waits"), "Approval by product owner", "asked 08:50"),
                    new Criterion(
                        State.failed("does not hold"),
                        "p95 under load < 200 ms",
                        "231 ms at 400/s"))),
            new Stage(
                "production",
                "/erp-generic/production",
                Optional.of(
                    new Card(
                        "v52",
                        "/erp-generic/production/v52",
                        State.ok("serving"),
                        "Faster search",
                        "for 9 d 4 h")),
                List.of())));
  }

  private static Stage stage(String environment, String release, State state, String title) {
    return new Stage(
        environment,
        "/erp-generic/" + environment,
        Optional.of(
            new Card(
                release,
                "/erp-generic/" + environment + "/" + release,
                state,
                title,
                "for 2 h 10 min")),
        next(new Criterion(State.ok("holds"), "All checks pass", "11 of 11")));
  }

  private static List<PipelineView.Next> next(Criterion... criteria) {
    return List.of(
        new PipelineView.Next(
            "production",
            State.caution("held back"),
            List.of(criteria),
            Optional.of(Action.main("Promote", "/erp-generic/production/promote/staging")),
            Optional.of("/erp-generic/production/promote/staging")));
  }

  static List<Fact> facts(String... namesAndValues) {
    return IntStream.range(0, namesAndValues.length / 2)
        .mapToObj(i -> new Fact(namesAndValues[2 * i], namesAndValues[2 * i + 1]))
        .toList();
  }
}
