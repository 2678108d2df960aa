package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Deployment;
import dev.slipway.checks.CheckRun;
import dev.slipway.checks.Outcome;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the release that comes and the one that serves on the copy with the new schema, before
 * anything is changed. The new one has to pass, or the deployment ends here with production
 * untouched. What the old one does there decides how the switch is made, what is said of the way
 * back, and whether somebody is asked.
 */
final class TryCode extends DeployStep<TryCode.OnNewSchema> {
  /**
   * @param checks that the new release passed
   * @param old the release that serves; empty when none does
   */
  record OnNewSchema(int checks, Optional<CodeTrial.Tried> old) {}

  TryCode(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Try";
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(12);
  }

  @Override
  public Result<OnNewSchema> perform(StepContext<DeployOrder> context) throws Exception {
    var order = context.input();
    var rehearsed = context.find(RehearseMigrations.class);
    if (rehearsed.isEmpty()) {
      return Result.skipped("the schema stays as it is");
    }
    try {
      var coming = newCode(context, rehearsed.get());
      var serving = records().deployments().serving(order.app(), order.environment());
      var old = Optional.<CodeTrial.Tried>empty();
      if (serving.isPresent()) {
        old = Optional.of(trial(context, rehearsed.get(), release(serving.get())).oldCode());
      }
      var result = new OnNewSchema(coming.results().size(), old);
      note(context, "onNewSchema", data(coming, old));
      return Result.done(result, summary(context, coming, old));
    } finally {
      forget(context);
    }
  }

  private CheckRun newCode(StepContext<DeployOrder> context, RehearseMigrations.Rehearsed rehearsed)
      throws InterruptedException {
    var release =
        new CodeTrial.Release(
            context.input().version(),
            build(context),
            environment(context),
            context.output(BuildRelease.class).configuration());
    var run = trial(context, rehearsed, release).newCode();
    run.results().forEach(result -> context.say(result.line()));
    if (run.outcome() == Outcome.FAILED) {
      var problem = run.problem().orElseThrow();
      throw Problem.of(
              problem.kind(),
              problem.code(),
              "on a copy with the new schema, before anything was changed: " + problem.fact(),
              problem.hint())
          .exception();
    }
    return run;
  }

  private CodeTrial.Release release(Deployment serving) {
    var build = records().builds().get(serving.build().orElseThrow());
    return new CodeTrial.Release(
        serving.version(),
        build,
        Environments.of(build, serving.environment()),
        (int) serving.configuration());
  }

  private CodeTrial trial(
      StepContext<DeployOrder> context,
      RehearseMigrations.Rehearsed rehearsed,
      CodeTrial.Release release) {
    return new CodeTrial(context, records(), machinery(), release, environment(context), rehearsed);
  }

  private static String summary(
      StepContext<DeployOrder> context, CheckRun coming, Optional<CodeTrial.Tried> old) {
    var own = context.input().version() + " passes on the new schema (" + coming.summary() + ")";
    return old.map(
            tried ->
                own
                    + switch (tried.verdict()) {
                      case WORKS ->
                          "; so does " + tried.text() + ": rolling and going back are safe";
                      case BREAKS -> "; " + tried.text() + ", breaks: " + tried.broken();
                      case UNKNOWN -> "; " + tried.text() + ", could not be decided";
                    })
        .orElse(own);
  }

  private static Map<String, Object> data(CheckRun coming, Optional<CodeTrial.Tried> old) {
    var data = new LinkedHashMap<String, Object>();
    data.put("newCode", coming);
    old.ifPresent(tried -> data.put("oldCode", tried));
    return data;
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<OnNewSchema> output) {
    forget(context);
    return Undone.nothing();
  }

  /** Whatever way it ended: no instance and no copy of the data is left. */
  private void forget(StepContext<DeployOrder> context) {
    machinery().running().trials().end(CodeTrial.name(context));
    for (var source : CodeTrial.sources(environment(context))) {
      machinery().branches().delete(RehearseMigrations.branch(context, source));
      machinery().branches().delete(CodeTrial.control(context, source));
    }
  }
}
