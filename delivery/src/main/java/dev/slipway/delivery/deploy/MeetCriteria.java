package dev.slipway.delivery.deploy;

import dev.slipway.build.BuildProgress;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.criteria.Candidate;
import dev.slipway.delivery.criteria.Criteria;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.criteria.Measurements;
import dev.slipway.kit.Problem;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Sees that everything is true that slipway.yaml asks of a release before it comes here, whichever
 * way it comes. What can be looked at is looked at first: nobody bears a load for a release that is
 * refused anyway. A plan only tells.
 */
final class MeetCriteria extends DeployStep<MeetCriteria.Found> {
  /** The name under which a deployment's record has them. */
  static final String RECORD = "criteria";

  record Found(List<Criterion> criteria) {}

  MeetCriteria(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Criteria";
  }

  @Override
  public Result<Found> perform(StepContext<DeployOrder> context) throws InterruptedException {
    var order = context.input();
    var manifest = Environments.ofFolder(folder(order));
    var environment = Environments.of(manifest, order.environment());
    if (!environment.settings().promote().asksAnything() && order.promoted().isEmpty()) {
      return Result.skipped("nothing is asked of a release before it comes here");
    }
    var candidate = candidate(order);
    var looked = criteria(context).look(candidate);
    var isPlan = recorded(context).isEmpty();
    if (isPlan) {
      looked.forEach(one -> context.say(one.line()));
      return Result.done(new Found(looked), summary(looked));
    }
    keep(context, looked);
    refuse(order, looked);
    var measured =
        new Measurements(records(), machinery().instruments())
            .measure(candidate, looked, told(context));
    context.checkStop();
    measured.forEach(one -> context.say(one.line()));
    keep(context, measured);
    refuse(order, measured);
    return Result.done(new Found(measured), summary(measured));
  }

  private Candidate candidate(DeployOrder order) throws InterruptedException {
    if (order.promoted().isEmpty()) {
      var sources = snapshot(order).artefact();
      return new Candidate(
          Environments.of(Environments.ofFolder(sources.folder()), order.environment()),
          sources.digest(),
          sources.folder(),
          Optional.empty(),
          hotfix(order));
    }
    var build = records().builds().get(order.promoted().get().build());
    return new Candidate(
        Environments.of(build, order.environment()),
        build.source(),
        build.sources(),
        order.promoted().map(DeployOrder.Promoted::from),
        hotfix(order));
  }

  private static Optional<String> hotfix(DeployOrder order) {
    return Optional.of(order.hotfix()).filter(why -> !why.isEmpty());
  }

  private Criteria criteria(StepContext<DeployOrder> context) {
    return new Criteria(records(), machinery().instruments(), context.now());
  }

  /** Before it is refused: the evidence outlives the refusal. */
  private void keep(StepContext<DeployOrder> context, List<Criterion> found) {
    note(context, RECORD, found);
  }

  private static void refuse(DeployOrder order, List<Criterion> found) {
    refusal(order.target(), order.version(), found)
        .ifPresent(
            problem -> {
              throw problem.exception();
            });
  }

  /** Why a release can't come; empty when nothing stands against it. */
  static Optional<Problem> refusal(String target, String what, List<Criterion> found) {
    var against = found.stream().filter(Criterion::refuses).toList();
    if (against.isEmpty()) {
      return Optional.empty();
    }
    var open = against.stream().anyMatch(one -> one.standing() == Criterion.Standing.NOT_MET);
    var facts =
        against.stream()
            .map(one -> one.standing().word() + ": " + one.text())
            .collect(Collectors.joining("; "));
    return Optional.of(
        Problem.of(
            open ? Problem.Kind.REFUSED : Problem.Kind.UNMEASURED,
            open ? "SLIP-7701" : "SLIP-7705",
            target + " does not take " + what + ": " + facts,
            against.getFirst().hint()));
  }

  private static String summary(List<Criterion> found) {
    var met =
        found.stream()
            .filter(
                one ->
                    one.standing() == Criterion.Standing.MET
                        || one.standing() == Criterion.Standing.CAUTION)
            .count();
    var others =
        found.stream()
            .filter(
                one ->
                    one.standing() != Criterion.Standing.MET
                        && one.standing() != Criterion.Standing.CAUTION)
            .map(one -> one.standing().mark() + " " + one.name() + " " + one.standing().word())
            .toList();
    return met
        + " of "
        + found.size()
        + " met"
        + (others.isEmpty() ? "" : "; " + String.join(", ", others));
  }

  private static BuildProgress told(StepContext<DeployOrder> context) {
    return new BuildProgress() {
      @Override
      public void begins(String part) {
        context.checkStop();
        context.say(part);
      }

      @Override
      public void line(String line) {
        context.say(line);
      }
    };
  }
}
