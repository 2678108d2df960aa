package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.backup.Contents;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.delivery.database.FolderMigrations;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.migration.plan.Grade;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.report.PlanData;
import dev.slipway.migration.report.PlanText;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.postgres.branch.BranchRequest;
import dev.slipway.postgres.cluster.ClusterName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Applies what is pending to a copy of the real data and watches what it does. The copy stays for
 * the old code to be tried on; its name follows from the operation, so whoever comes after a crash
 * finds it, and an hour later it is swept in any case.
 */
final class RehearseMigrations extends DeployStep<RehearseMigrations.Rehearsed> {
  /** What the rehearsal found. */
  record Rehearsed(List<Rehearsed.One> databases) {
    /**
     * @param branch the copy that has the new schema now
     * @param atStake whether the database held a row before: where none is, nothing can be lost
     */
    record One(String database, Plan plan, String branch, Duration branchTook, boolean atStake) {}

    /** Predicted for the real database. */
    Duration took() {
      return plans().stream().map(Plan::predicted).reduce(Duration.ZERO, Duration::plus);
    }

    /** Plans of databases that have something to lose: those that somebody may be asked about. */
    List<Plan> atStake() {
      return databases.stream().filter(One::atStake).map(One::plan).toList();
    }

    List<Plan> plans() {
      return databases.stream().map(One::plan).toList();
    }

    Grade grade() {
      return plans().stream().map(Plan::grade).reduce(Grade.SAFE, Grade::worse);
    }

    int count() {
      return plans().stream().mapToInt(plan -> plan.start().migrations().size()).sum();
    }
  }

  RehearseMigrations(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Rehearse";
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(12);
  }

  @Override
  public Result<Rehearsed> perform(StepContext<DeployOrder> context) throws Exception {
    var environment = environment(context);
    var folder = build(context).sources();
    var rehearsed = new ArrayList<Rehearsed.One>();
    for (var name : managed(context)) {
      var migrations = FolderMigrations.of(environment, name, folder);
      var cluster = machinery().databases().running(environment, name);
      if (migrations.isEmpty() || cluster.isEmpty()) {
        continue;
      }
      if (!migrations.get().pending(FolderMigrations.database(cluster.get())).isEmpty()) {
        var atStake = !Contents.of(cluster.get()).nothingToLose();
        rehearsed.add(onBranch(context, name, migrations.get(), atStake));
      }
    }
    if (rehearsed.isEmpty()) {
      return Result.skipped("no migration is pending");
    }
    var result = new Rehearsed(rehearsed);
    note(context, "plan", data(result));
    context.figure("rehearsal", (double) result.took().toMillis(), "ms");
    for (var one : rehearsed) {
      PlanText.lines(one.plan()).forEach(context::say);
      one.plan().start().failure().ifPresent(cause -> refuse(one.database(), cause));
    }
    return Result.done(result, summary(result));
  }

  private static String summary(Rehearsed result) {
    var hashes = result.plans().stream().map(Plan::shortHash).toList();
    return result.count()
        + (result.count() == 1 ? " migration" : " migrations")
        + " on a branch: "
        + result.grade().label()
        + ", "
        + Durations.human(result.took())
        + ", plan "
        + String.join(" + ", hashes);
  }

  /** What fails on a copy would fail in earnest: nobody is asked whether it may. */
  private static void refuse(String database, Problem cause) {
    throw Problem.of(
            cause.kind(),
            cause.code(),
            "databases." + database + ", rehearsed on a branch: " + cause.fact(),
            cause.hint())
        .exception();
  }

  private Rehearsed.One onBranch(
      StepContext<DeployOrder> context,
      String database,
      FolderMigrations migrations,
      boolean atStake) {
    var source = EnvironmentDatabases.cluster(environment(context), database);
    var name = branch(context, source);
    // What a rehearsal that died has changed is no copy of the data any more.
    machinery().branches().delete(name);
    // A statement on the copy ends with the copy: an interrupt does not reach it.
    context.onStop(() -> Thread.startVirtualThread(() -> machinery().branches().halt(name)));
    var branch =
        machinery()
            .branches()
            .create(BranchRequest.asItIs(source, name.environment(), Duration.ofHours(1)));
    context.say("branch of " + source + " ready after " + Durations.human(branch.took()));
    var plan = migrations.rehearse(branch.cluster(), "a branch of " + source + " of now");
    return new Rehearsed.One(database, plan, name.toString(), branch.took(), atStake);
  }

  /** Each operation has its own; one for each database of an environment. */
  static ClusterName branch(StepContext<DeployOrder> context, ClusterName source) {
    var own = Integer.toHexString(source.environment().hashCode());
    return new ClusterName(source.application(), "rehearsed-" + context.operation() + "-" + own);
  }

  private static List<Map<String, Object>> data(Rehearsed result) {
    return result.databases().stream()
        .map(
            one -> {
              var data = new LinkedHashMap<String, Object>();
              data.put("database", one.database());
              data.put("branchMillis", one.branchTook().toMillis());
              data.putAll(PlanData.json(one.plan()));
              data.put("lines", PlanText.lines(one.plan()));
              return (Map<String, Object>) data;
            })
        .toList();
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Rehearsed> output) {
    forgetBranches(context);
    return Undone.nothing();
  }

  /** The copies are not needed any more. */
  private void forgetBranches(StepContext<DeployOrder> context) {
    if (context.find(BuildRelease.class).isPresent()) {
      for (var database : managed(context)) {
        var source = EnvironmentDatabases.cluster(environment(context), database);
        machinery().branches().delete(branch(context, source));
      }
    }
  }
}
