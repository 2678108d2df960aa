package dev.slipway.delivery.criteria;

import dev.slipway.checks.http.Request;
import dev.slipway.checks.http.Target;
import dev.slipway.checks.load.LoadCriteria;
import dev.slipway.checks.load.LoadGenerator;
import dev.slipway.checks.load.LoadPlan;
import dev.slipway.delivery.traffic.EdgeHosts;
import dev.slipway.delivery.watch.WatchPlan;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.HealthKind;
import dev.slipway.manifest.model.Service;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings the load that a release must stand to where it runs, through the edge as its users would:
 * what the checks read without having to sign in or to write first, and the health of each service.
 * The limits are those of the environment that it is to come into.
 */
record LoadTest(Instruments instruments, ResolvedEnvironment from, ResolvedEnvironment to) {
  private static final String NAME = "load";
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final String LIMITED = "429";

  static String asks(int rate) {
    return rate + " requests/s for " + Durations.human(LENGTH);
  }

  Criterion run(int rate) {
    var target = target();
    var requests = requests(from);
    if (target.isEmpty() || requests.isEmpty()) {
      return Criterion.unmeasured(
          NAME,
          asks(rate),
          target.isEmpty()
              ? from.name() + " has no host name to ask under"
              : "there is nothing that could be asked without changing anything",
          "give a service a health address, or write a check that begins with a GET");
    }
    var limits = WatchPlan.soak(to).limits();
    var plan = new LoadPlan(requests, rate, LENGTH, WARM_UP, LONGEST_ANSWER);
    var report = new LoadGenerator(target.get()).run(plan);
    var judged = report.judge(LoadCriteria.errorsUnder(limits.errorRate()).p95(limits.latency()));
    var evidence = judged.fact() + ", asked " + asked(requests) + " in " + from.name();
    if (report.failures().containsKey(LIMITED)) {
      return Criterion.unmeasured(
          NAME,
          asks(rate),
          "the rate limit answered in place of the application: " + evidence,
          "raise rate-limit below environments." + from.name() + ".services");
    }
    return Criterion.of(
        NAME,
        asks(rate),
        judged.outcome(),
        evidence,
        "make it faster, or give it more replicas; the limits are those of the strategy in "
            + to.name());
  }

  private Optional<Target> target() {
    return new EdgeHosts(from, instruments.addresses())
        .first()
        .map(found -> found.sending(instruments.doors().passing(from.app(), from.name())));
  }

  private static String asked(List<Request> requests) {
    return requests.stream()
            .map(Request::toString)
            .limit(3)
            .reduce((a, b) -> a + ", " + b)
            .orElse("")
        + (requests.size() > 3 ? " and " + (requests.size() - 3) + " more" : "");
  }

  /** What can be asked ten thousand times and leaves everything as it was. */
  static List<Request> requests(ResolvedEnvironment environment) {
    var read =
        environment.checks().values().stream()
            .flatMap(check -> check.steps().stream())
            .filter(step -> step.request().method().equals("GET"))
            .filter(step -> !step.request().path().contains("${") && step.headers().isEmpty())
            .map(step -> Request.get(step.request().path()));
    var health =
        environment.services().values().stream()
            .filter(service -> service.kind() == ServiceKind.WEB && service.reachable())
            .map(service -> Request.get(path(service)));
    return Stream.concat(read, health).distinct().toList();
  }

  private static String path(Service service) {
    var health = service.health();
    return health.kind() == HealthKind.HTTP && health.path().startsWith(service.path())
        ? health.path()
        : service.path();
  }
}
