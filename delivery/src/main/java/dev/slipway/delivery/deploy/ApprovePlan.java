package dev.slipway.delivery.deploy;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.approval.Consent;
import dev.slipway.delivery.approval.Need;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.criteria.WayBack;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.model.PromotionPart;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Waits, durably, until everybody who must agree to exactly this has: build, variables and
 * migrations under one hash. What is safe and asked for by nobody goes on by itself. A rejection
 * ends the deployment, and what it did so far is undone.
 */
final class ApprovePlan extends DeployStep<ApprovePlan.Approved> {
  private static final Duration PATIENCE = Duration.ofDays(7);

  /**
   * @param said who agreed; nobody when nobody was asked
   */
  record Approved(Need need, List<Consent> said) {}

  ApprovePlan(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Approve";
  }

  @Override
  public Result<Approved> perform(StepContext<DeployOrder> context) {
    var order = context.input();
    var need = need(context);
    var key = Approvals.key(order.app(), order.environment(), order.number());
    var said = Approvals.of(context.signals(key));
    note(context, Approvals.RECORD, Map.of("need", need, "said", said));
    exitOpen(context);
    if (!need.isAsked()) {
      return Result.done(new Approved(need, said), need.grade().label() + ": goes on by itself");
    }
    said.stream()
        .filter(consent -> !consent.approves())
        .findFirst()
        .ifPresent(
            no -> {
              throw rejected(order, need, no).exception();
            });
    var missing = need.missing(said);
    if (missing.isEmpty()) {
      // Days may have passed.
      TakenBack.refuse(records(), order);
      return Result.done(new Approved(need, said), "by " + texts(said));
    }
    var end = context.began().plus(PATIENCE);
    if (!context.now().isBefore(end)) {
      throw late(order, need, missing).exception();
    }
    need.reasons().forEach(context::say);
    return Result.waiting(
        Wait.forSignal(
                key,
                "approval of plan "
                    + need.shortHash()
                    + " by "
                    + String.join(", ", missing)
                    + " ("
                    + String.join("; ", need.reasons())
                    + "): slipway approve "
                    + order.app()
                    + " "
                    + order.environment())
            .atMostUntil(end));
  }

  /** An environment that asks for a way back gets no release without one. */
  private void exitOpen(StepContext<DeployOrder> context) {
    var order = context.input();
    var environment = environment(context);
    var promote = environment.settings().promote();
    var serving = records().deployments().serving(order.app(), order.environment());
    var isLeftOut = !order.hotfix().isEmpty() && promote.hotfix().contains(PromotionPart.ROLLBACK);
    if (!promote.rollback() || isLeftOut || serving.isEmpty() || codeGoesBack(context)) {
      return;
    }
    var data = new WayBack(records(), machinery().instruments(), context.now()).data(environment);
    if (data.isEmpty() || data.stream().anyMatch(Criterion::refuses)) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7707",
              order.target()
                  + " asks for a way back, and "
                  + order.version()
                  + " would leave none: "
                  + serving.get().version()
                  + " was not seen to work on the new schema; "
                  + String.join("; ", data.stream().map(Criterion::text).toList()),
              "prove a backup: slipway db drill "
                  + order.app()
                  + " "
                  + order.environment()
                  + "; or split the migration so that old code bears it")
          .exception();
    }
  }

  private static boolean codeGoesBack(StepContext<DeployOrder> context) {
    var changes = context.find(RehearseMigrations.class).filter(one -> one.count() > 0);
    return changes.isEmpty()
        || context
            .find(TryCode.class)
            .flatMap(TryCode.OnNewSchema::old)
            .filter(old -> old.verdict() == CodeTrial.Verdict.WORKS)
            .isPresent();
  }

  private Need need(StepContext<DeployOrder> context) {
    var rehearsed =
        context.find(RehearseMigrations.class).orElse(new RehearseMigrations.Rehearsed(List.of()));
    var need = need(environment(context), rehearsed, hash(context, rehearsed), broken(context));
    return context.input().pushed().filter(DeployOrder.Pushed::onApproval).isPresent()
        ? need.onApproval(context.input().environment())
        : need;
  }

  private String hash(StepContext<DeployOrder> context, RehearseMigrations.Rehearsed rehearsed) {
    var configuration = context.output(BuildRelease.class).configuration();
    return PlanHash.of(build(context), configuration, rehearsed.plans());
  }

  /** What an empty database drops on its way through old migrations harms nobody. */
  static Need need(
      ResolvedEnvironment environment,
      RehearseMigrations.Rehearsed rehearsed,
      String hash,
      Optional<String> broken) {
    return Need.of(environment, rehearsed.atStake(), hash, broken);
  }

  /** What the release that serves can't do on the new schema. */
  static Optional<String> broken(StepContext<DeployOrder> context) {
    return context
        .find(TryCode.class)
        .flatMap(TryCode.OnNewSchema::old)
        .filter(old -> old.verdict() == CodeTrial.Verdict.BREAKS)
        .map(old -> old.release() + " breaks on the new schema: " + old.broken());
  }

  private static String texts(List<Consent> said) {
    return String.join("; ", said.stream().map(Consent::text).toList());
  }

  private static Problem rejected(DeployOrder order, Need need, Consent no) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-7643",
        order.version() + " was rejected by " + no.text() + " (plan " + need.shortHash() + ")",
        "change it and deploy again: a new plan is asked about anew");
  }

  private static Problem late(DeployOrder order, Need need, List<String> missing) {
    return Problem.of(
        Problem.Kind.REFUSED,
        "SLIP-7644",
        order.version()
            + ": within "
            + PATIENCE.toDays()
            + " days plan "
            + need.shortHash()
            + " was not approved by "
            + String.join(", ", missing),
        "deploy again when somebody is there to approve");
  }
}
