package dev.slipway.delivery.deploy;

import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.checks.CheckResult;
import dev.slipway.checks.CheckRun;
import dev.slipway.checks.Checks;
import dev.slipway.checks.RowsCheck;
import dev.slipway.checks.declared.DeclaredChecks;
import dev.slipway.checks.declared.ServiceCheck;
import dev.slipway.checks.declared.Situation;
import dev.slipway.checks.http.Target;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.StepContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs the checks of an environment, each against the service that it is about.
 *
 * @param variables what a service's instances were started with
 */
public record CheckRuns(
    ResolvedEnvironment environment,
    Situation situation,
    Function<String, ResolvedVariables> variables) {
  private static final String OF_ENVIRONMENT = "env.";

  /** What came of the checks, as it is kept in the record. */
  public record Checked(List<CheckResult> results) {
    public static final Checked NOTHING = new Checked(List.of());
  }

  /**
   * Runs all of them; throws what failed or could not be measured.
   *
   * @param targets where a service is asked; a service without a target is not asked
   */
  public Checked run(StepContext<?> context, Function<String, Optional<Target>> targets) {
    var all =
        DeclaredChecks.of(environment, situation).stream()
            .collect(Collectors.partitioningBy(one -> one.check() instanceof RowsCheck));
    var results = new ArrayList<CheckResult>();
    // Rows are counted before a check writes some of its own, which would stand for lost ones.
    run(context, targets, Objects.requireNonNull(all.get(true)), results);
    run(context, targets, Objects.requireNonNull(all.get(false)), results);
    return new Checked(results);
  }

  /**
   * The same without the rows: going back compares none. Code alone touches no row, and what going
   * back with the data loses is counted and told before.
   */
  public Checked runGoingBack(StepContext<?> context, Function<String, Optional<Target>> targets) {
    var some =
        DeclaredChecks.of(environment, situation).stream()
            .filter(one -> !(one.check() instanceof RowsCheck))
            .toList();
    var results = new ArrayList<CheckResult>();
    run(context, targets, some, results);
    return new Checked(results);
  }

  private void run(
      StepContext<?> context,
      Function<String, Optional<Target>> targets,
      List<ServiceCheck> some,
      List<CheckResult> results) {
    var byService = new LinkedHashMap<String, List<ServiceCheck>>();
    some.forEach(
        check -> byService.computeIfAbsent(check.service(), name -> new ArrayList<>()).add(check));
    for (var service : byService.entrySet()) {
      var target = targets.apply(service.getKey());
      if (target.isEmpty()) {
        continue;
      }
      context.checkStop();
      var run =
          checks(variables.apply(service.getKey()))
              .run(service.getValue().stream().map(ServiceCheck::check).toList(), target.get());
      run.results().forEach(result -> context.say(result.line()));
      throwWhatFailed(run);
      results.addAll(run.results());
    }
  }

  /** Checks that may name a service's variables, {@code ${env.X}}, and show no secret of it. */
  static Checks checks(ResolvedVariables variables) {
    var named = new TreeMap<String, String>();
    variables.values().forEach((name, value) -> named.put(OF_ENVIRONMENT + name, value));
    return new Checks(named, variables.mask());
  }

  private static void throwWhatFailed(CheckRun run) {
    var problem = run.problem();
    if (problem.isPresent()) {
      throw problem.get().exception();
    }
  }

  /** The name that people write for a service; its first domain. */
  public Optional<String> host(String service) {
    return environment.settings().domains().stream()
        .filter(domain -> domain.redirect().isEmpty() && !domain.host().startsWith("*"))
        .filter(domain -> domain.service().map(service::equals).orElse(true))
        .map(domain -> domain.host())
        .findFirst();
  }

  public static URI address(String host, int port) {
    return URI.create("http://" + host + ":" + port);
  }
}
