package dev.slipway.checks;

import dev.slipway.kit.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results of several checks against one target. */
public record CheckRun(String target, List<CheckResult> results, Duration took) {
  public CheckRun {
    results = List.copyOf(results);
  }

  /** Nothing that failed and nothing that could not be measured. */
  public Outcome outcome() {
    if (count(Outcome.FAILED) > 0) {
      return Outcome.FAILED;
    }
    return count(Outcome.UNMEASURED) > 0 ? Outcome.UNMEASURED : Outcome.PASSED;
  }

  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** {@code 11 checks}, {@code 2 of 11 checks failed: login, rows}. */
  public String summary() {
    if (results.isEmpty()) {
      return "no checks";
    }
    var checks = results.size() == 1 ? "1 check" : results.size() + " checks";
    if (outcome() == Outcome.PASSED) {
      return checks;
    }
    var failed = count(Outcome.FAILED);
    var unmeasured = count(Outcome.UNMEASURED);
    var parts =
        failed == 0
            ? unmeasured + " of " + checks + " could not be measured: " + names(Outcome.UNMEASURED)
            : failed + " of " + checks + " failed: " + names(Outcome.FAILED);
    return failed > 0 && unmeasured > 0
        ? parts + "; not measured: " + names(Outcome.UNMEASURED)
        : parts;
  }

  private String names(Outcome outcome) {
    return results.stream()
        .filter(result -> result.outcome() == outcome)
        .map(CheckResult::name)
        .collect(Collectors.joining(", "));
  }

  /** What a step of a deployment stops with; empty when all passed. */
  public Optional<Problem> problem() {
    if (outcome() == Outcome.PASSED) {
      return Optional.empty();
    }
    var facts =
        results.stream()
            .filter(result -> !result.passed())
            .map(result -> result.name() + ": " + result.fact())
            .collect(Collectors.joining("; "));
    return Optional.of(
        outcome() == Outcome.FAILED
            ? Problem.of(
                Problem.Kind.FAILED,
                "SLIP-7400",
                summaryOf(target) + facts,
                "the evidence of each check is in the deployment's record")
            : Problem.of(
                Problem.Kind.UNMEASURED,
                "SLIP-7401",
                summaryOf(target) + facts,
                "what could not be measured does not count as passed: make it measurable, or take"
                    + " the check out of slipway.yaml"));
  }

  private String summaryOf(String target) {
    return target + ": " + summary().replaceFirst(": .*", "") + " — ";
  }

  /** The results that failed here and passed there: those that the difference is to blame for. */
  public Comparison against(CheckRun control) {
    return Comparison.of(control, this);
  }
}
