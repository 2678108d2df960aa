package dev.slipway.delivery.rollback;

import dev.slipway.delivery.Records;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.instances.Patience;
import dev.slipway.kit.Durations;
import dev.slipway.manifest.model.ServiceKind;
import dev.slipway.operations.Nothing;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import dev.slipway.protocol.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was left stands for a while, so that the rollback can be taken back; on data that it never
 * wrote it has no business.
 */
final class FinishRollback extends RollbackStep<Nothing> {
  FinishRollback(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Finish";
  }

  @Override
  public Result<Nothing> perform(StepContext<RollbackOrder> context) {
    var order = context.input();
    var from = from(context);
    var own = own(context);
    var left = releases().environment(from);
    var workers =
        left.services().entrySet().stream()
            .filter(service -> service.getValue().kind() == ServiceKind.WORKER)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    machinery().running().instances().retire(from, workers, Patience.of(left).stop());
    var keep = order.exit() == Exit.CODE ? Patience.keep(left) : Duration.ZERO;
    var lost = context.find(RestoreDatabases.class);
    context.transact(
        handle -> {
          records().kept().forget(handle, order.app(), order.environment(), own.release());
          records().kept().keepAlone(handle, from, context.now().plus(keep));
          records()
              .deployments()
              .record(
                  handle,
                  own,
                  Json.write(Map.of("rollback", new Told(order.to(), order.exit().word(), lost))));
          return own;
        });
    return Result.done(
        lost.map(rows -> rows.rows() + " rows lost; ").orElse("the data stays; ")
            + from.releaseVersion()
            + (keep.isZero() ? " stops" : " stands for " + Durations.human(keep)));
  }

  /** As it is kept with the entry. */
  private record Told(int to, String exit, Optional<RestoreDatabases.RolledBack> restored) {}
}
