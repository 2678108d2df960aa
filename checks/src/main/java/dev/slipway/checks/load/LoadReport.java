package dev.slipway.checks.load;

import dev.slipway.checks.Evidence;
import dev.slipway.checks.Finding;
import dev.slipway.kit.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What a load was borne with.
 *
 * @param latency in microseconds, each from when the request was due
 * @param failures by status or reason
 */
public record LoadReport(
    LoadPlan plan,
    Duration took,
    boolean completed,
    Histogram latency,
    Sending sending,
    Map<String, Long> failures) {
  /** Past it, the figures would be about this machine and not about the application. */
  private static final Duration MOST_LATE = Duration.ofMillis(100);

  /**
   * How well we kept to our own plan.
   *
   * @param lateness in microseconds, from when a request was due until it was begun
   */
  public record Sending(Histogram lateness, long notBegun) {}

  public LoadReport {
    failures = Map.copyOf(failures);
  }

  public long requests() {
    return latency.getTotalCount();
  }

  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  public double errorRate() {
    return requests() == 0 ? 0 : (double) failed() / requests();
  }

  public Duration percentile(double percent) {
    return Duration.of(latency.getValueAtPercentile(percent), ChronoUnit.MICROS);
  }

  /** Requests that were answered each second, failures left out. */
  public double goodPerSecond() {
    var seconds = Math.max(took.toNanos(), TimeUnit.MILLISECONDS.toNanos(1)) / 1e9;
    return (requests() - failed()) / seconds;
  }

  /** Whether the application stood it; not measured when we could not bring the load. */
  public Finding judge(LoadCriteria criteria) {
    var evidence = evidence(criteria);
    var shortfall = shortfall();
    if (shortfall.isPresent()) {
      return Finding.unmeasured(shortfall.get(), evidence);
    }
    var wrong = new ArrayList<String>();
    if (errorRate() > criteria.mostErrors()) {
      wrong.add(
          "error rate " + percent(errorRate()) + " > " + percent(criteria.mostErrors()) + causes());
    }
    over(95, criteria.p95()).ifPresent(wrong::add);
    over(99, criteria.p99()).ifPresent(wrong::add);
    return wrong.isEmpty()
        ? Finding.passed(load() + ": " + figures(criteria), evidence)
        : Finding.failed(load() + ": " + String.join("; ", wrong), evidence);
  }

  private Optional<String> shortfall() {
    if (!completed) {
      return Optional.of("the load was stopped after " + Durations.human(took));
    }
    if (requests() == 0) {
      return Optional.of("nothing was sent");
    }
    if (sending.notBegun() > 0) {
      return Optional.of(
          number(sending.notBegun())
              + " requests could not be begun, for 20,000 were waiting already"
              + causes());
    }
    var late = Duration.of(sending.lateness().getValueAtPercentile(95), ChronoUnit.MICROS);
    return late.compareTo(MOST_LATE) > 0
        ? Optional.of(
            "this machine could not bring "
                + load()
                + ": one request in 20 was begun "
                + Durations.human(late)
                + " late")
        : Optional.empty();
  }

  private Optional<String> over(double percent, Optional<Duration> limit) {
    var found = percentile(percent);
    return limit
        .filter(most -> found.compareTo(most) > 0)
        .map(
            most ->
                "p" + (int) percent + " " + Durations.human(found) + " > " + Durations.human(most));
  }

  private String figures(LoadCriteria criteria) {
    var limit = criteria.p95().map(most -> " (limit " + Durations.human(most) + ")").orElse("");
    return "p95 "
        + Durations.human(percentile(95))
        + limit
        + ", p99 "
        + Durations.human(percentile(99))
        + ", "
        + number(failed())
        + " of "
        + number(requests())
        + " failed";
  }

  private String load() {
    return String.format(Locale.ROOT, "%,.0f requests/s for ", plan.perSecond())
        + Durations.human(plan.duration());
  }

  /** The three most frequent: {@code (503 ×600, connection refused ×30)}. */
  private String causes() {
    return failures.isEmpty()
        ? ""
        : failures.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(3)
            .map(entry -> entry.getKey() + " ×" + number(entry.getValue()))
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private List<Evidence> evidence(LoadCriteria criteria) {
    var evidence = new ArrayList<Evidence>();
    var what =
        plan.requests().stream().limit(3).map(Object::toString).collect(Collectors.joining(", "))
            + " at "
            + load();
    evidence.add(
        new Evidence(
            what,
            "at most " + percent(criteria.mostErrors()) + " errors",
            percent(errorRate()) + causes()));
    criteria.p95().ifPresent(most -> evidence.add(percentileEvidence(what, 95, most)));
    criteria.p99().ifPresent(most -> evidence.add(percentileEvidence(what, 99, most)));
    return evidence;
  }

  private Evidence percentileEvidence(String what, double percent, Duration most) {
    var name = "p" + (int) percent;
    return new Evidence(
        what,
        name + " at most " + Durations.human(most),
        name + " " + Durations.human(percentile(percent)));
  }

  private static String percent(double share) {
    return String.format(
        Locale.ROOT, share > 0 && share < 0.001 ? "%.2f %%" : "%.1f %%", share * 100);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
