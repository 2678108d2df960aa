package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.FolderMigrations;
import dev.slipway.kit.Durations;
import dev.slipway.migration.apply.AppliedStatement;
import dev.slipway.migration.apply.Blocker;
import dev.slipway.migration.apply.Listener;
import dev.slipway.migration.apply.Outcome;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.sql.Statement;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies to the real database what was rehearsed and approved, held to what was rehearsed.
 * Performed again after a crash it goes on where the database says it stopped.
 */
final class Migrate extends DeployStep<Migrate.Migrated> {
  /**
   * @param applied migrations that are in
   * @param statements what was predicted beside what it took; of the last run, if a crash was
   *     between
   */
  record Migrated(List<String> applied, Duration took, List<AppliedStatement> statements) {}

  Migrate(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Migrate";
  }

  @Override
  public Optional<String> cannotUndo(DeployOrder order) {
    return Optional.of("migrations that were applied stay; migrations go forward only");
  }

  @Override
  public Duration timeout() {
    return Duration.ofHours(12);
  }

  @Override
  public Result<Migrated> perform(StepContext<DeployOrder> context) {
    var rehearsed = context.find(RehearseMigrations.class);
    if (rehearsed.isEmpty()) {
      return Result.skipped("nothing to apply");
    }
    var outcomes = new ArrayList<Outcome>();
    var applied = new ArrayList<String>();
    for (var one : rehearsed.get().databases()) {
      var outcome = apply(context, one);
      outcomes.add(outcome);
      var open = outcome.open().stream().map(Migration::id).toList();
      one.plan().start().migrations().stream()
          .filter(id -> !open.contains(id))
          .forEach(applied::add);
      var so = migrated(applied, outcomes);
      // For the undo and for whoever comes after a crash: what is in by now.
      context.remember(so);
      note(context, "migration", so);
      outcome
          .failure()
          .ifPresent(
              problem -> {
                throw problem.exception();
              });
    }
    var result = migrated(applied, outcomes);
    context.figure("migration", (double) result.took().toMillis(), "ms");
    return Result.done(
        result,
        applied.size()
            + " of "
            + rehearsed.get().count()
            + ", "
            + Durations.human(result.took())
            + " (predicted "
            + Durations.human(rehearsed.get().took())
            + ")");
  }

  private static Migrated migrated(List<String> applied, List<Outcome> outcomes) {
    return new Migrated(
        List.copyOf(applied),
        outcomes.stream()
            .flatMap(outcome -> outcome.statements().stream())
            .map(AppliedStatement::took)
            .reduce(Duration.ZERO, Duration::plus),
        outcomes.stream().flatMap(outcome -> outcome.statements().stream()).toList());
  }

  private Outcome apply(StepContext<DeployOrder> context, RehearseMigrations.Rehearsed.One one) {
    var environment = environment(context);
    var cluster = machinery().databases().ensure(environment, one.database());
    var migrations =
        FolderMigrations.of(environment, one.database(), build(context).sources()).orElseThrow();
    return migrations.apply(FolderMigrations.database(cluster), one.plan(), new Told(context));
  }

  /** What a person sees while it runs. */
  private record Told(StepContext<DeployOrder> context) implements Listener {
    @Override
    public void stoppableBy(Runnable stop) {
      context.onStop(() -> Thread.startVirtualThread(stop));
    }

    @Override
    public void migrationStarts(Migration migration) {
      context.checkStop();
    }

    @Override
    public void migrationIsIn(Migration migration) {
      context.say(migration.file() + " applied");
    }

    @Override
    public void statementIsIn(Migration migration, Statement statement, Duration took) {
      context.say(migration.file() + ":" + statement.line() + " took " + Durations.human(took));
    }

    @Override
    public void blocked(Blocker blocker) {
      context.say("waits for " + blocker.sentence());
    }

    @Override
    public void retries(Migration migration, String why) {
      context.checkStop();
      context.say(migration.file() + " gave its locks back and tries again: " + why);
    }

    @Override
    public void progress(String text) {
      context.say(text);
    }
  }

  @Override
  public Undone undo(StepContext<DeployOrder> context, Optional<Migrated> output) {
    var applied = output.or(() -> context.recall(Migrated.class)).map(Migrated::applied);
    return applied.filter(list -> !list.isEmpty()).isPresent()
        ? Undone.with(
            "the schema stays as it is with "
                + String.join(", ", applied.get())
                + ": migrations go forward only")
        : Undone.nothing();
  }
}
