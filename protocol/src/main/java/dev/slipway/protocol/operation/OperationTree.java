package dev.slipway.protocol.operation;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.operation.Happening.Ended;
import dev.slipway.protocol.operation.Happening.Requested;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation as a person sees it: a line for each step with its mark, what came of it and how
 * long it took, and under them how it ended. Made of events alone, so that whoever attaches later
 * sees the same.
 */
public final class OperationTree {
  private static final int TIME_COLUMN = 65;
  private static final int LEAST_NAME = 13;

  private final Map<String, StepLine> steps = new LinkedHashMap<>();
  private final List<UndoLine> undos = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Requested> requested = Optional.empty();
  private Optional<Ended> ended = Optional.empty();
  private long last;

  /** A line of the way back. */
  private record UndoLine(String step, String mark, String text, Optional<Duration> took) {}

  /** Takes the next event; one that it knows already changes nothing. */
  public void add(OperationEvent event) {
    if (event.number() <= last) {
      return;
    }
    last = event.number();
    switch (event.what()) {
      case Requested asked -> {
        requested = Optional.of(asked);
        asked.steps().forEach(step -> steps.put(step.name(), new StepLine(step.name())));
        asked.steps().stream()
            .filter(step -> !step.cannotUndo().isEmpty())
            .forEach(step -> notes.add(step.name() + " can't be undone: " + step.cannotUndo()));
      }
      case Happening.Queued queued -> notes.add("queues behind " + queued.reason());
      case Happening.TakenOver taken ->
          notes.add("taken over by " + taken.worker() + ": " + taken.reason());
      case Happening.Stranded stranded -> notes.add(stranded.reason());
      case Happening.CancelRequested cancel ->
          notes.add(
              "cancelled by " + cancel.who() + (cancel.why().isEmpty() ? "" : ": " + cancel.why()));
      case Happening.Settled settled -> {
        ended = Optional.empty();
        notes.add(
            "settled by " + settled.who() + (settled.why().isEmpty() ? "" : ": " + settled.why()));
      }
      case Happening.Undone undone when undone.summary().isEmpty() -> {}
      case Happening.Undone undone ->
          undos.add(new UndoLine(event.step(), "↺", undone.summary(), Optional.of(undone.took())));
      case Happening.UndoFailed failed ->
          undos.add(
              new UndoLine(
                  event.step(), "✖", "undo failed: " + failed.problem().fact(), Optional.empty()));
      case Ended end -> {
        ended = Optional.of(end);
        steps.values().forEach(StepLine::stop);
      }
      default -> {
        if (!event.step().isEmpty()) {
          steps.computeIfAbsent(event.step(), StepLine::new).add(event);
        }
      }
    }
  }

  /** The number to resume after. */
  public long last() {
    return last;
  }

  public boolean hasEnded() {
    return ended.isPresent();
  }

  public Optional<OperationState> end() {
    return ended.map(Ended::state);
  }

  /**
   * The whole tree.
   *
   * @param now for what is under way
   */
  public List<String> lines(Instant now) {
    var lines = new ArrayList<String>();
    addHead(lines);
    steps.values().stream()
        .filter(step -> ended.isEmpty() || step.wasBegun())
        .forEach(step -> addStep(lines, step, now));
    undos.forEach(undo -> lines.add(line(undo.mark(), undo.step(), undo.text(), undo.took())));
    ended.ifPresent(end -> conclude(lines, end));
    return lines;
  }

  /** What won't change any more: each line is worth printing where nothing can be redrawn. */
  public List<String> settledLines() {
    var lines = new ArrayList<String>();
    addHead(lines);
    for (var step : steps.values()) {
      if (step.isSettled()) {
        addStep(lines, step, Instant.EPOCH);
      } else if (step.isWaiting() && ended.isEmpty()) {
        lines.add(line(step.mark(), step.name(), step.text(), Optional.empty()));
      }
    }
    undos.forEach(undo -> lines.add(line(undo.mark(), undo.step(), undo.text(), undo.took())));
    ended.ifPresent(end -> conclude(lines, end));
    return lines;
  }

  private void addHead(List<String> lines) {
    requested.ifPresent(asked -> lines.add(asked.title()));
    notes.forEach(note -> lines.add("  " + note));
  }

  private void addStep(List<String> lines, StepLine step, Instant now) {
    lines.add(line(step.mark(), step.name(), step.text(), step.took(now)));
    step.below().forEach(line -> lines.add(" ".repeat(5 + nameWidth()) + line));
  }

  private static void conclude(List<String> lines, Ended end) {
    lines.add("");
    lines.add(end.outcome());
    end.problem()
        .filter(problem -> !problem.hint().isEmpty())
        .ifPresent(problem -> lines.add("Hint: " + problem.hint()));
  }

  private String line(String mark, String name, String text, Optional<Duration> took) {
    var start = "  " + mark + " " + pad(name, nameWidth()) + " " + text;
    return took.map(time -> pad(start, TIME_COLUMN) + " " + "%9s".formatted(Durations.human(time)))
        .orElse(start)
        .stripTrailing();
  }

  private int nameWidth() {
    return steps.keySet().stream().mapToInt(String::length).max().stream()
        .map(longest -> Math.max(longest, LEAST_NAME))
        .findFirst()
        .orElse(LEAST_NAME);
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
