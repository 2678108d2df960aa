package dev.slipway.delivery.upkeep;

import dev.slipway.kit.Durations;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Result;
import dev.slipway.operations.Step;
import dev.slipway.operations.StepContext;
import dev.slipway.operations.Undone;
import dev.slipway.postgres.branch.BranchRequest;
import dev.slipway.postgres.cluster.Cluster;
import dev.slipway.postgres.mask.MaskProof;
import dev.slipway.postgres.mask.Masking;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes, makes anew or deletes a branch of a live database. */
public final class BranchDatabase implements OperationType<BranchOrder> {
  private final List<Step<BranchOrder, ?>> steps;

  public BranchDatabase(Tools tools) {
    this.steps = List.of(new ChangeBranch(tools));
  }

  @Override
  public String name() {
    return "branch";
  }

  @Override
  public Class<BranchOrder> input() {
    return BranchOrder.class;
  }

  @Override
  public String target(BranchOrder order) {
    return "copy " + order.branch();
  }

  @Override
  public String title(BranchOrder order) {
    return order.doing().name().toLowerCase(Locale.ROOT)
        + " branch "
        + order.name()
        + " of "
        + order.cluster();
  }

  @Override
  public List<Step<BranchOrder, ?>> steps() {
    return steps;
  }

  /** Whatever died in it: a copy that was not finished is made anew. */
  static final class ChangeBranch implements Step<BranchOrder, ChangeBranch.Changed> {
    private final Tools tools;

    ChangeBranch(Tools tools) {
      this.tools = tools;
    }

    record Changed(String branch, Duration took) {}

    @Override
    public String name() {
      return "Branch";
    }

    @Override
    public Duration timeout() {
      return Duration.ofHours(24);
    }

    @Override
    public Result<Changed> perform(StepContext<BranchOrder> context) {
      var order = context.input();
      var branches = tools.copies().branches();
      var known = tools.copies().clusters().find(order.branch());
      if (order.doing() != BranchOrder.Doing.CREATE
          || known.map(Cluster::isUnfinished).orElse(false)) {
        branches.delete(order.branch());
      }
      if (order.doing() == BranchOrder.Doing.DELETE) {
        return Result.done(new Changed(order.name(), Duration.ZERO), order.name() + " is gone");
      }
      var request =
          new BranchRequest(
              order.source(), order.name(), order.life(), Optional.empty(), masking(order));
      var branch = branches.create(request);
      return Result.done(
          new Changed(order.name(), branch.took()),
          order.name()
              + " after "
              + Durations.human(branch.took())
              + (branch.shared() ? ", sharing its source's blocks" : "")
              + branch.proof().map(MaskProof::text).map(text -> "; " + text).orElse(""));
    }

    private Optional<Masking> masking(BranchOrder order) {
      return order.content() == BranchOrder.Content.MASKED
          ? Optional.of(
              new Masking(order.rules(), tools.seeds().of(tools.clusters().get(order.source()))))
          : Optional.empty();
    }

    @Override
    public Optional<Changed> alreadyDone(StepContext<BranchOrder> context) {
      return tools
          .copies()
          .clusters()
          .find(context.input().branch())
          .filter(
              copy ->
                  copy.readyAt() != null
                      && copy.readyAt().isAfter(context.began())
                      && context.input().doing() != BranchOrder.Doing.DELETE)
          .map(copy -> new Changed(context.input().name(), Duration.ZERO));
    }

    @Override
    public Undone undo(StepContext<BranchOrder> context, Optional<Changed> output) {
      var order = context.input();
      var unfinished =
          tools.copies().clusters().find(order.branch()).map(Cluster::isUnfinished).orElse(false);
      if (unfinished || (output.isPresent() && order.doing() == BranchOrder.Doing.CREATE)) {
        tools.copies().branches().delete(order.branch());
        return Undone.with("the branch is gone");
      }
      return Undone.nothing();
    }
  }
}
