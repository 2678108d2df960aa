package dev.slipway.delivery.criteria;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.kit.Durations;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * How long a release has stood where it serves. The time counts from the switch, and anew from the
 * last time that one of its instances had to be started again.
 */
public record Soaking(Records records, Instruments instruments, Instant now) {

  static String asks(Duration soak) {
    return Durations.human(soak) + " without a fall";
  }

  Criterion of(Deployment serving, Duration soak) {
    var instances = instruments.instances().of(serving);
    var restarts = restarts(instances);
    var missing = wanted(serving) - running(instances);
    if (missing > 0) {
      return Criterion.notMet(
          "soak",
          asks(soak),
          serving.version() + ": " + missing + " of " + wanted(serving) + " instances do not run",
          "slipway logs " + serving.app() + " " + serving.environment());
    }
    var since = since(serving, instances);
    var stood = Duration.between(since, now);
    var evidence =
        serving.version()
            + " has run there for "
            + Durations.human(stood)
            + (restarts == 0
                ? ""
                : " since it was last started again, " + restarts + " times in all")
            + ", since "
            + seconds(since);
    return stood.compareTo(soak) >= 0
        ? Criterion.met("soak", asks(soak), evidence)
        : Criterion.notMet("soak", asks(soak), evidence, "wait until " + seconds(since.plus(soak)));
  }

  /** Whether what serves runs, all of it. */
  public Criterion stands(Deployment serving) {
    var instances = instruments.instances().of(serving);
    var wanted = wanted(serving);
    var running = running(instances);
    var evidence =
        serving.version()
            + " serves in "
            + serving.environment()
            + serving
                .servingSince()
                .map(since -> ", for " + Durations.human(Duration.between(since, now)))
                .orElse("")
            + ", "
            + running
            + " of "
            + wanted
            + " instances run";
    return running >= wanted
        ? Criterion.met("from", serving.environment(), evidence)
        : Criterion.notMet(
            "from",
            serving.environment(),
            evidence,
            "slipway logs " + serving.app() + " " + serving.environment());
  }

  private static long running(List<Instance> instances) {
    return instances.stream().filter(one -> one.status() instanceof InstanceStatus.Running).count();
  }

  /** As many as its manifest asks for: one that is gone without a trace is missing too. */
  private long wanted(Deployment serving) {
    return serving.build().map(build -> records.builds().get(build)).stream()
        .map(build -> Environments.of(build, serving.environment()))
        .flatMap(environment -> ReleaseInstances.running(environment).stream())
        .mapToLong(service -> service.value().replicas())
        .sum();
  }

  private static int restarts(List<Instance> instances) {
    return instances.stream()
        .mapToInt(
            one -> one.status() instanceof InstanceStatus.Running running ? running.restarts() : 0)
        .sum();
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant since(Deployment serving, List<Instance> instances) {
    var latest = serving.servingSince().orElse(now);
    for (var one : instances) {
      if (one.status() instanceof InstanceStatus.Running running
          && running.since().isAfter(latest)) {
        latest = running.since();
      }
    }
    return latest;
  }
}
