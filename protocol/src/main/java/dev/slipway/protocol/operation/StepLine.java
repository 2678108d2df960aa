package dev.slipway.protocol.operation;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One step's line of the tree, as its events make it. */
final class StepLine {
  /** So many lines of log are shown under a step that failed. */
  private static final int LAST_WORDS = 5;

  private final String name;
  private final Deque<String> said = new ArrayDeque<>();
  private final List<String> breaches = new ArrayList<>();
  private final Map<String, String> figures = new LinkedHashMap<>();
  private String mark = "○";
  private String text = "";
  private Optional<Instant> since = Optional.empty();
  private Optional<Duration> took = Optional.empty();
  private Optional<Problem> problem = Optional.empty();

  StepLine(String name) {
    this.name = name;
  }

  void add(OperationEvent event) {
    switch (event.what()) {
      case Happening.StepBegan began -> {
        mark = "▸";
        text = began.attempt() > 1 ? "attempt " + began.attempt() : "";
        since = since.or(() -> Optional.of(event.at()));
      }
      case Happening.StepDone done ->
          end(
              "✔",
              done.found() ? (done.summary() + " (found done)").strip() : done.summary(),
              done.took());
      case Happening.StepSkipped skipped -> {
        mark = "–";
        text = skipped.reason();
        since = Optional.empty();
      }
      case Happening.StepFailed failed -> {
        problem = Optional.of(failed.problem());
        end("✖", breaches.isEmpty() ? failed.problem().fact() : breaches.getLast(), failed.took());
      }
      case Happening.StepRetries retry ->
          text =
              "attempt %d of %d in %s: %s"
                  .formatted(
                      retry.attempt(),
                      retry.attempts(),
                      Durations.human(retry.pause()),
                      retry.reason());
      case Happening.Waits waits -> {
        mark = "…";
        text = waits.reason();
      }
      case Happening.Progressed progress -> text = text(progress);
      case Happening.Breached breach -> breaches.add(text(breach));
      case Happening.Measured figure -> {
        // Live only: at the end the step's own words stand there.
        figures.put(figure.name(), text(figure));
        text = String.join(" · ", figures.values());
      }
      case Happening.Said line -> {
        said.add(line.text());
        if (said.size() > LAST_WORDS) {
          said.removeFirst();
        }
      }
      default -> {}
    }
  }

  /** The operation has ended, and this step had not: it was stopped and undone. */
  void stop() {
    if (mark.equals("▸") || mark.equals("…")) {
      mark = "–";
      text = text.isEmpty() ? "stopped" : "stopped: " + text;
      since = Optional.empty();
    }
  }

  private void end(String newMark, String newText, Duration time) {
    mark = newMark;
    text = newText;
    took = Optional.of(time);
    since = Optional.empty();
  }

  String name() {
    return name;
  }

  String mark() {
    return mark;
  }

  String text() {
    return text;
  }

  boolean isSettled() {
    return mark.equals("✔") || mark.equals("✖") || mark.equals("–");
  }

  /** It waits for somebody or something outside: worth telling at once. */
  boolean isWaiting() {
    return mark.equals("…");
  }

  boolean wasBegun() {
    return !mark.equals("○");
  }

  Optional<Duration> took(Instant now) {
    return took.or(() -> since.map(start -> Duration.between(start, now)));
  }

  /** Under a step that failed: what it said last. */
  List<String> below() {
    return problem.isPresent() ? List.copyOf(said) : List.of();
  }

  /** "p95 6 ms"; of one name the newest. */
  private static String text(Happening.Measured figure) {
    return (figure.name() + " " + figure(figure.value()) + " " + figure.unit()).strip();
  }

  /** "3 of 12 files, 4.2 per s, 2.1 s left". */
  private static String text(Happening.Progressed progress) {
    var known = progress.total() > 0 ? " of " + progress.total() : "";
    var rate = progress.perSecond() > 0 ? ", " + figure(progress.perSecond()) + " per s" : "";
    var left = progress.left().map(time -> ", " + Durations.human(time) + " left").orElse("");
    return progress.done() + known + " " + progress.unit() + rate + left;
  }

  /** "error rate 3.1 % > 1 % for 30 s: switching back". */
  private static String text(Happening.Breached breach) {
    var unit = breach.unit().isEmpty() ? "" : " " + breach.unit();
    var relation = breach.value() < breach.limit() ? " < " : " > ";
    var lasting =
        breach.lasting().isZero()
            ? ""
            : " for " + Durations.human(breach.lasting()).replace(".0 s", " s");
    return breach.name()
        + " "
        + figure(breach.value())
        + unit
        + relation
        + figure(breach.limit())
        + unit
        + lasting
        + ": "
        + breach.consequence();
  }

  /** One place after the point, and none when it says nothing. */
  private static String figure(double value) {
    var text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
