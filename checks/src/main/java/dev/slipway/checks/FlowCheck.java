package dev.slipway.checks;

import dev.slipway.checks.http.Answer;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.kit.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Requests in order, as a user's browser would send them: log in, keep the token, read, write,
 * clean up. The first thing that isn't as expected ends it, but for the steps that always run.
 */
public record FlowCheck(String name, List<FlowStep> steps, Duration limit) implements Check {
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(60);
  private static final double JUDGED = 95;

  public FlowCheck {
    steps = List.copyOf(steps);
  }

  public static FlowCheck of(String name, FlowStep... steps) {
    return new FlowCheck(name, List.of(steps), DEFAULT_LIMIT);
  }

  /** A flow that measures latency over many requests measures nothing beside others. */
  @Override
  public Turn turn() {
    return steps.stream().anyMatch(step -> step.times() > 1) ? Turn.MEASURING : Turn.TOGETHER;
  }

  @Override
  public Finding run(Asking asking) throws InterruptedException {
    if (steps.isEmpty()) {
      return Finding.unmeasured("has no steps, so nothing was asked", List.of());
    }
    return new Walk(asking).through(steps);
  }

  /** One walk through the steps. */
  private static final class Walk {
    private final Asking asking;
    private final FlowValues values;
    private final List<Evidence> evidence = new ArrayList<>();
    private final Histogram millis = new Histogram(3_600_000, 3);
    private Optional<Finding> ended = Optional.empty();

    Walk(Asking asking) {
      this.asking = asking;
      this.values = new FlowValues(asking);
    }

    Finding through(List<FlowStep> steps) throws InterruptedException {
      for (var step : steps) {
        if (ended.isEmpty() || step.always()) {
          take(step);
        } else {
          note(step, "not asked, for a step before it failed");
        }
      }
      return ended
          .map(
              finding ->
                  new Finding(finding.outcome(), values.mask().hide(finding.fact()), shown()))
          .orElseGet(() -> Finding.passed(summary(steps), shown()));
    }

    private void take(FlowStep step) throws InterruptedException {
      var unknown = values.unknown(step);
      if (unknown.isPresent()) {
        note(step, "not asked: ${" + unknown.get() + "} has no value");
        end(
            Finding.unmeasured(
                step.request() + " needs ${" + unknown.get() + "}, which nothing gave", List.of()));
        return;
      }
      var times = new Histogram(3_600_000, 3);
      for (var i = 0; i < step.times() && !stopped(step); i++) {
        try {
          var answer = asking.send(values.filled(step.request()));
          times.recordValue(answer.took().toMillis());
          judge(step, answer, i);
        } catch (NoAnswer none) {
          note(step, none.why());
          end(Finding.failed(values.filled(step.request()) + ": " + none.why(), List.of()));
          return;
        }
      }
      millis.add(times);
      judgeTime(step, times);
    }

    /** A clean-up goes on whatever went before; another step ends with the flow. */
    private boolean stopped(FlowStep step) throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return ended.isPresent() && !step.always();
    }

    private void judge(FlowStep step, Answer answer, int attempt) {
      var unmet = step.expect().unmet(answer);
      var missing = unmet.isEmpty() ? values.capture(step, answer) : Optional.<String>empty();
      var wrong = unmet.isEmpty() ? missing.stream().toList() : unmet;
      if (!wrong.isEmpty()) {
        var nth =
            step.times() > 1 ? " (request " + (attempt + 1) + " of " + step.times() + ")" : "";
        var fact = String.join("; ", wrong);
        note(step, answer.status() + " in " + Durations.human(answer.took()) + ": " + fact);
        end(Finding.failed(values.filled(step.request()) + " " + fact + nth, List.of()));
      } else if (attempt == 0 && step.times() == 1) {
        note(step, answer.status() + " in " + Durations.human(answer.took()));
      }
    }

    private void judgeTime(FlowStep step, Histogram times) {
      if (times.getTotalCount() < step.times()) {
        return;
      }
      var measured = Duration.ofMillis(times.getValueAtPercentile(JUDGED));
      var what = step.times() == 1 ? "took " : "p95 ";
      var of = step.times() == 1 ? "" : " of " + step.times() + " requests";
      if (step.times() > 1) {
        note(step, what + Durations.human(measured) + of);
      }
      step.expect()
          .within()
          .filter(limit -> measured.compareTo(limit) > 0)
          .ifPresent(
              limit ->
                  end(
                      Finding.failed(
                          values.filled(step.request())
                              + " "
                              + what
                              + Durations.human(measured)
                              + of
                              + ", limit "
                              + Durations.human(limit),
                          List.of())));
    }

    /** The first thing that went wrong is the reason; what a clean-up adds is evidence only. */
    private void end(Finding finding) {
      if (ended.isEmpty()) {
        ended = Optional.of(finding);
      }
    }

    private void note(FlowStep step, String found) {
      evidence.add(
          new Evidence(values.filled(step.request()).toString(), step.expect().toString(), found));
    }

    /** Tokens that were captured late are hidden in what was noted early, too. */
    private List<Evidence> shown() {
      var mask = values.mask();
      return evidence.stream()
          .map(
              one ->
                  new Evidence(
                      mask.hide(one.request()),
                      mask.hide(one.expectation()),
                      mask.hide(one.found())))
          .toList();
    }

    private String summary(List<FlowStep> steps) {
      var count = millis.getTotalCount();
      var p95 = Durations.human(Duration.ofMillis(millis.getValueAtPercentile(JUDGED)));
      return steps.size() == 1 && count == 1
          ? steps.getFirst().request() + " answered as expected in " + p95
          : count
              + " requests in "
              + steps.size()
              + (steps.size() == 1 ? " step" : " steps")
              + " answered as expected, p95 "
              + p95;
    }
  }
}
