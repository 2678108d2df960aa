package dev.slipway.operations;

import dev.slipway.operations.journal.OperationRow;
import dev.slipway.operations.journal.StepRow;
import dev.slipway.protocol.operation.Figure;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.OperationSummary;
import dev.slipway.protocol.operation.PlannedStep;
import dev.slipway.protocol.operation.StepRecord;
import dev.slipway.protocol.operation.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns what is kept into what is told. */
final class Details {
  private Details() {}

  static OperationDetail of(
      OperationRow row, List<StepRow> steps, Map<String, List<Figure>> figures) {
    var standing = row.standing();
    var waits = standing.state() == OperationState.WAITING;
    return new OperationDetail(
        summary(row),
        row.planVersion(),
        row.input(),
        steps(row, steps, figures),
        row.stranded().map(since -> Problems.stranded(row)).or(standing::problem),
        row.deadline(),
        waits ? standing.dueAt() : Optional.empty(),
        waits ? standing.signal() : Optional.empty(),
        standing.worker().map(id -> "worker " + id));
  }

  private static OperationSummary summary(OperationRow row) {
    var standing = row.standing();
    return new OperationSummary(
        row.number(),
        row.type(),
        row.title(),
        row.target(),
        standing.state(),
        standing.step(),
        row.request(),
        row.requestedAt(),
        standing.beganAt(),
        standing.endedAt(),
        row.stranded().map(since -> Problems.stranded(row).fact()).orElse(standing.outcome()));
  }

  private static List<StepRecord> steps(
      OperationRow row, List<StepRow> begun, Map<String, List<Figure>> figures) {
    var byName = begun.stream().collect(Collectors.toMap(StepRow::name, Function.identity()));
    var told = new ArrayList<StepRecord>();
    for (var planned : row.plan()) {
      var step = byName.get(planned.name());
      told.add(
          step == null
              ? planned(planned)
              : begun(step, planned.cannotUndo(), figures.getOrDefault(step.name(), List.of())));
    }
    return told;
  }

  private static StepRecord planned(PlannedStep step) {
    return new StepRecord(
        step.name(),
        StepState.PLANNED,
        step.cannotUndo(),
        0,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static StepRecord begun(StepRow step, String cannotUndo, List<Figure> figures) {
    return new StepRecord(
        step.name(),
        step.state(),
        cannotUndo,
        step.attempt(),
        Optional.of(step.beganAt()),
        step.endedAt(),
        step.summary(),
        step.output(),
        step.problem(),
        figures);
  }
}
