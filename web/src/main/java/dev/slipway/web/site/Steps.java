package dev.slipway.web.site;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.StepRecord;
import dev.slipway.web.Pages;
import dev.slipway.web.Paths;
import dev.slipway.web.view.DeploymentView.Detail;
import dev.slipway.web.view.DeploymentView.Step;
import dev.slipway.web.view.Fact;
import dev.slipway.web.view.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An operation's steps with what they said and measured; live while it runs. */
final class Steps {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int MOST_LINES = 400;
  private static final Duration AROUND = Duration.ofSeconds(5);

  private final Rooms rooms;
  private final Pages pages;

  Steps(Rooms rooms, Pages pages) {
    this.rooms = rooms;
    this.pages = pages;
  }

  List<Step> of(OperationDetail operation) {
    var told =
        rooms.operations().events(operation.summary().number(), 0).stream()
            .collect(Collectors.groupingBy(OperationEvent::step));
    return of(operation, told);
  }

  private List<Step> of(OperationDetail operation, Map<String, List<OperationEvent>> told) {
    var target = operation.summary().target();
    return operation.steps().stream()
        .map(step -> step(target, step, told.getOrDefault(step.name(), List.of())))
        .toList();
  }

  private Step step(String target, StepRecord step, List<OperationEvent> told) {
    var figures = new ArrayList<Fact>();
    step.beganAt().ifPresent(at -> figures.add(new Fact("Began", at.toString())));
    if (step.attempt() > 1) {
      figures.add(new Fact("Tries", Integer.toString(step.attempt())));
    }
    if (!step.cannotUndo().isEmpty()) {
      figures.add(new Fact("Stays when undone", step.cannotUndo()));
    }
    var log = new ArrayList<String>();
    for (var event : told) {
      switch (event.what()) {
        case Happening.Said said -> log.add(said.text());
        case Happening.Measured measured ->
            figures.add(new Fact(measured.name(), figure(measured)));
        case Happening.Breached breached -> log.add("▲ " + breached.consequence());
        case Happening.StepRetries again -> log.add("↺ " + again.reason());
        default -> {}
      }
    }
    step.problem().ifPresent(problem -> problem.text().lines().forEach(log::add));
    var shown = log.size() <= MOST_LINES ? log : log.subList(log.size() - MOST_LINES, log.size());
    return new Step(
        key(step.name()),
        step.name(),
        Words.of(step.state()),
        step.problem().map(problem -> problem.fact()).orElse(step.summary()),
        Words.took(step.beganAt(), step.endedAt(), rooms.clock().instant()),
        step.beganAt().isEmpty()
            ? Detail.NONE
            : new Detail(figures, List.copyOf(shown), meanwhile(target, step)));
  }

  /** Where the lines are that were written while a step failed, by whoever it was about. */
  private static Optional<Link> meanwhile(String target, StepRecord step) {
    var app = HomePage.app(target);
    var environment = HomePage.environment(target);
    if (step.problem().isEmpty() || environment.isEmpty()) {
      return Optional.empty();
    }
    var from = step.beganAt().map(at -> at.minus(AROUND));
    var until = step.endedAt().map(at -> at.plus(AROUND));
    return Optional.of(
        new Link(
            "What was written meanwhile",
            Paths.logs(app, environment)
                + from.map(at -> "?since=" + at).orElse("")
                + until.map(at -> "&until=" + at).orElse("")));
  }

  private static String figure(Happening.Measured measured) {
    return measured.unit().equals("ms")
        ? Durations.human(Duration.ofNanos((long) (measured.value() * 1e6)))
        : String.format(Locale.ROOT, "%,.0f %s", measured.value(), measured.unit()).strip();
  }

  static String key(String name) {
    return name.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
  }

  /**
   * Follows the operation: each batch of events sends the steps it touched, and other parts.
   *
   * @param parts renders what else of the page shows how the operation stands
   */
  Answer.Live live(long operation, Function<OperationDetail, List<String>> parts) {
    return new Answer.Live() {
      private long after;
      private boolean over;

      @Override
      public Optional<String> next() throws InterruptedException {
        if (over) {
          return Optional.empty();
        }
        var events = rooms.operations().awaitEvents(operation, after, KEEP_ALIVE);
        if (events.isEmpty()) {
          return Optional.of(": still here\n\n");
        }
        after = events.getLast().number();
        var detail = rooms.operations().show(operation);
        var touched = events.stream().map(OperationEvent::step).collect(Collectors.toSet());
        var text = new StringBuilder();
        for (var step : of(detail)) {
          if (touched.contains(step.name())) {
            text.append(event("part", pages.step(step)));
          }
        }
        parts.apply(detail).forEach(part -> text.append(event("part", part)));
        if (detail.summary().state().hasEnded()) {
          over = true;
          text.append(event("over", "yes"));
        }
        return Optional.of(text.toString());
      }
    };
  }

  /** A server-sent event. */
  static String event(String name, String data) {
    return "event: "
        + name
        + "\n"
        + data.strip().lines().map(line -> "data: " + line + "\n").collect(Collectors.joining())
        + "\n";
  }
}
