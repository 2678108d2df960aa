package dev.slipway.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A run beside a control run that differs in one thing: the old code, the old schema, the private
 * address. What fails in both is not the difference's fault, and what the control run could not
 * measure proves nothing either way.
 */
public record Comparison(List<Entry> entries) {
  public Comparison {
    entries = List.copyOf(entries);
  }

  /** How a check went in the run, judged by how it went in the control run. */
  public enum Verdict {
    /** Passes. */
    FINE,
    /** Passed in the control run and not in this one. */
    BLAMED,
    /** Failed in the control run too. */
    FAILED_BEFORE,
    /** One of the two could not be measured. */
    UNDECIDED
  }

  /** One check in both runs. */
  public record Entry(String name, Verdict verdict, String fact) {}

  static Comparison of(CheckRun control, CheckRun run) {
    var before =
        control.results().stream()
            .collect(Collectors.toMap(CheckResult::name, Function.identity(), (a, b) -> a));
    var entries = new ArrayList<Entry>();
    for (var now : run.results()) {
      var then = before.remove(now.name());
      if (then == null) {
        entries.add(
            now.passed()
                ? new Entry(now.name(), Verdict.FINE, now.fact())
                : new Entry(
                    now.name(), Verdict.UNDECIDED, "not in the control run; " + now.fact()));
      } else {
        entries.add(entry(then, now));
      }
    }
    before
        .values()
        .forEach(
            then ->
                entries.add(new Entry(then.name(), Verdict.UNDECIDED, "only in the control run")));
    return new Comparison(entries);
  }

  private static Entry entry(CheckResult then, CheckResult now) {
    return switch (now.outcome()) {
      case PASSED -> new Entry(now.name(), Verdict.FINE, now.fact());
      case UNMEASURED -> new Entry(now.name(), Verdict.UNDECIDED, now.fact());
      case FAILED ->
          switch (then.outcome()) {
            case PASSED ->
                new Entry(
                    now.name(),
                    Verdict.BLAMED,
                    now.fact() + "; in the control run: " + then.fact());
            case FAILED ->
                new Entry(
                    now.name(),
                    Verdict.FAILED_BEFORE,
                    "fails in the control run too: " + then.fact());
            case UNMEASURED ->
                new Entry(
                    now.name(),
                    Verdict.UNDECIDED,
                    now.fact() + "; the control run could not measure it: " + then.fact());
          };
    };
  }

  /**
   * Failed when something is to blame; not measured when something is open, or all failed before.
   */
  public Outcome outcome() {
    if (has(Verdict.BLAMED)) {
      return Outcome.FAILED;
    }
    return has(Verdict.UNDECIDED) || !has(Verdict.FINE) ? Outcome.UNMEASURED : Outcome.PASSED;
  }

  /** {@code 11 of 11 checks pass}, {@code 10 of 11 checks pass, 1 failed before as well}. */
  public String summary() {
    var text = new StringBuilder();
    text.append(count(Verdict.FINE)).append(" of ").append(entries.size()).append(" checks pass");
    add(text, Verdict.BLAMED, "to blame: ");
    add(text, Verdict.FAILED_BEFORE, "failing before as well: ");
    add(text, Verdict.UNDECIDED, "undecided: ");
    return text.toString();
  }

  private void add(StringBuilder text, Verdict verdict, String title) {
    if (has(verdict)) {
      text.append("; ")
          .append(title)
          .append(
              entries.stream()
                  .filter(entry -> entry.verdict() == verdict)
                  .map(Entry::name)
                  .collect(Collectors.joining(", ")));
    }
  }

  private boolean has(Verdict verdict) {
    return count(verdict) > 0;
  }

  private long count(Verdict verdict) {
    return entries.stream().filter(entry -> entry.verdict() == verdict).count();
  }
}
