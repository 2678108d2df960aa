package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.variables.EnvironmentKey;
import dev.slipway.catalog.variables.ResolvedVariables;
import dev.slipway.checks.CheckResult;
import dev.slipway.checks.CheckRun;
import dev.slipway.checks.Comparison;
import dev.slipway.checks.Outcome;
import dev.slipway.checks.RowsCheck;
import dev.slipway.checks.declared.DeclaredChecks;
import dev.slipway.checks.declared.ServiceCheck;
import dev.slipway.checks.declared.Situation;
import dev.slipway.checks.http.Target;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.database.FolderMigrations;
import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.delivery.instances.References;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.StepContext;
import dev.slipway.postgres.branch.BranchRequest;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.RunningCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release on the copy that has the new schema. When something of the one that serves fails there,
 * the same is run on a copy as the database is now: only what passes there is the migration's
 * fault.
 */
record CodeTrial(
    StepContext<DeployOrder> context,
    Records records,
    Machinery machinery,
    Release release,
    ResolvedEnvironment coming,
    RehearseMigrations.Rehearsed rehearsed) {
  private static final Duration LIFE = Duration.ofHours(1);

  /**
   * What is tried, as it was built and set.
   *
   * @param configuration the version of its variables
   */
  record Release(String version, Build build, ResolvedEnvironment environment, int configuration) {}

  /** What is known of code on the new schema. */
  enum Verdict {
    WORKS,
    BREAKS,
    /** It could not be measured: never the same as works. */
    UNKNOWN
  }

  /**
   * What came of it.
   *
   * @param release that was tried, such as {@code v52}
   * @param entries one for each check
   */
  record Tried(
      String release, Verdict verdict, int passed, int of, List<Comparison.Entry> entries) {
    /** {@code v52: 10 of 11 checks}. */
    String text() {
      return release + ": " + passed + " of " + of + (of == 1 ? " check" : " checks");
    }

    /** What does not work on the new schema; empty when all does. */
    String broken() {
      return String.join(
          "; ",
          entries.stream()
              .filter(entry -> entry.verdict() == Comparison.Verdict.BLAMED)
              .map(entry -> entry.name() + ": " + entry.fact())
              .toList());
    }
  }

  static String name(StepContext<DeployOrder> context) {
    var order = context.input();
    return order.app() + "-" + order.environment() + "-o" + context.operation() + "-try";
  }

  /** The copy without the new schema. */
  static ClusterName control(StepContext<DeployOrder> context, ClusterName source) {
    var own = Integer.toHexString(source.environment().hashCode());
    return new ClusterName(source.application(), "control-" + context.operation() + "-" + own);
  }

  static List<ClusterName> sources(ResolvedEnvironment environment) {
    return environment.databases().entrySet().stream()
        .filter(database -> !database.getValue().external())
        .map(database -> EnvironmentDatabases.cluster(environment, database.getKey()))
        .toList();
  }

  /** The release that comes: what fails here would fail in earnest. */
  CheckRun newCode() throws InterruptedException {
    return on(this::changed);
  }

  /** The release that serves. */
  Tried oldCode() throws InterruptedException {
    var now = on(this::changed);
    if (now.results().isEmpty()) {
      return new Tried(release.version(), Verdict.UNKNOWN, 0, 0, List.of());
    }
    if (now.outcome() == Outcome.PASSED) {
      return tried(now.against(now), now);
    }
    context.say("something fails: the same without the migrations, to know what is to blame");
    return tried(now.against(on(this::unchanged)), now);
  }

  private Tried tried(Comparison comparison, CheckRun now) {
    comparison
        .entries()
        .forEach(entry -> context.say(entry.verdict() + " " + entry.name() + ": " + entry.fact()));
    var verdict =
        switch (comparison.outcome()) {
          case PASSED -> Verdict.WORKS;
          case FAILED -> Verdict.BREAKS;
          case UNMEASURED -> Verdict.UNKNOWN;
        };
    return new Tried(
        release.version(),
        verdict,
        (int) now.count(Outcome.PASSED),
        now.results().size(),
        comparison.entries());
  }

  /** Gives the copy of a database on which the release is to run. */
  private interface Copies {
    RunningCluster of(String database);
  }

  private CheckRun on(Copies copies) throws InterruptedException {
    var trial = name(context);
    var begun = System.nanoTime();
    var results = new ArrayList<CheckResult>();
    var checks = checks();
    var clusters = new LinkedHashMap<String, RunningCluster>();
    sourcesByName().keySet().forEach(name -> clusters.put(name, copies.of(name)));
    // What a trial that died has left would be taken for ours.
    machinery.running().trials().end(trial);
    try {
      for (var service : ReleaseInstances.running(release.environment())) {
        if (service.value().kind() != ServiceKind.WEB) {
          continue;
        }
        context.checkStop();
        results.addAll(tryOne(trial, service, clusters, checks));
      }
    } finally {
      machinery.running().trials().end(trial);
    }
    return new CheckRun(release.version(), results, Duration.ofNanos(System.nanoTime() - begun));
  }

  private List<CheckResult> tryOne(
      String trial,
      ReleaseInstances.Named<dev.slipway.manifest.model.Service> service,
      Map<String, RunningCluster> clusters,
      Map<String, List<ServiceCheck>> checks)
      throws InterruptedException {
    var started = "start of " + service.name();
    try {
      var variables = variables(service.name(), clusters);
      var ref =
          machinery.running().trials().start(trial, release.build(), service, variables.values());
      var took = machinery.running().instances().awaitReady(ref, service.value());
      var results = new ArrayList<CheckResult>();
      results.add(new CheckResult(started, Outcome.PASSED, "ready", took, List.of()));
      var asked =
          checks.getOrDefault(service.name(), List.of()).stream().map(ServiceCheck::check).toList();
      results.addAll(CheckRuns.checks(variables).run(asked, target(ref)).results());
      return results;
    } catch (ProblemException e) {
      return List.of(
          new CheckResult(started, Outcome.FAILED, e.problem().fact(), Duration.ZERO, List.of()));
    }
  }

  private Target target(InstanceRef ref) {
    var runs =
        new CheckRuns(
            release.environment(), Situation.verify(context::now), any -> ResolvedVariables.NONE);
    var direct = Target.at(CheckRuns.address(ref.address(), ref.port()));
    return runs.host(ref.service())
        .map(host -> machinery.running().addresses().publicUrl(host))
        .map(url -> direct.under(java.net.URI.create(url)))
        .orElse(direct);
  }

  /** Rows are compared with the real ones, which these are not. */
  private Map<String, List<ServiceCheck>> checks() {
    var byService = new LinkedHashMap<String, List<ServiceCheck>>();
    DeclaredChecks.of(release.environment(), Situation.verify(context::now)).stream()
        .filter(check -> !(check.check() instanceof RowsCheck))
        .forEach(
            check ->
                byService.computeIfAbsent(check.service(), name -> new ArrayList<>()).add(check));
    return byService;
  }

  private ResolvedVariables variables(String service, Map<String, RunningCluster> clusters) {
    var key = new EnvironmentKey(coming.app(), coming.name());
    var configuration = records.variables().at(key, release.configuration());
    var references =
        new References(
            release.environment(),
            release.version(),
            machinery.running().addresses(),
            name -> Optional.ofNullable(clusters.get(name)).map(CodeTrial::reach));
    return machinery
        .running()
        .variables()
        .of(release.environment(), service, configuration, references);
  }

  private static References.Databases reach(RunningCluster copy) {
    return new References.Databases(
        copy.name(),
        Map.of(
            ClusterRole.READWRITE, copy.login(ClusterRole.READWRITE),
            ClusterRole.READONLY, copy.login(ClusterRole.READONLY)));
  }

  private Map<String, ClusterName> sourcesByName() {
    var found = new LinkedHashMap<String, ClusterName>();
    release
        .environment()
        .databases()
        .forEach(
            (name, database) -> {
              if (!database.external() && coming.databases().containsKey(name)) {
                found.put(name, EnvironmentDatabases.cluster(coming, name));
              }
            });
    return found;
  }

  /** The copy that was rehearsed on; made once more where a crash or the clock took it. */
  private RunningCluster changed(String database) {
    var source = EnvironmentDatabases.cluster(coming, database);
    var name = RehearseMigrations.branch(context, source);
    var there = machinery.branches().running(name);
    if (there.isPresent()) {
      return there.get();
    }
    var copy = copy(source, name);
    if (rehearsed.databases().stream().anyMatch(one -> one.database().equals(database))) {
      FolderMigrations.of(coming, database, folder()).orElseThrow().rehearse(copy, "");
    }
    return copy;
  }

  private java.nio.file.Path folder() {
    return records.builds().get(context.output(BuildRelease.class).build()).sources();
  }

  private RunningCluster unchanged(String database) {
    var source = EnvironmentDatabases.cluster(coming, database);
    return copy(source, control(context, source));
  }

  private RunningCluster copy(ClusterName source, ClusterName name) {
    machinery.branches().delete(name);
    return machinery
        .branches()
        .create(BranchRequest.asItIs(source, name.environment(), LIFE))
        .cluster();
  }
}
