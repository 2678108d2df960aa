package dev.slipway.operations;

import dev.slipway.operations.journal.OperationRow;
import dev.slipway.protocol.operation.PlannedStep;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The types of operations that this process knows; older ones it leaves to others. */
public final class OperationTypes {
  private final Map<String, BoundType<?>> byName = new HashMap<>();

  private OperationTypes(List<OperationType<?>> types) {
    for (var type : types) {
      if (byName.put(type.name(), BoundType.of(type)) != null) {
        throw new IllegalArgumentException("two types of operation are called " + type.name());
      }
    }
  }

  public static OperationTypes of(OperationType<?>... types) {
    return new OperationTypes(List.of(types));
  }

  public static OperationTypes of(List<OperationType<?>> types) {
    return new OperationTypes(types);
  }

  Optional<BoundType<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Nothing to do for a type that this process doesn't know: it keeps no record of it. */
  void abandon(Handle handle, OperationRow row) {
    find(row.type()).ifPresent(type -> type.abandon(handle, row));
  }

  Map<String, Integer> versions() {
    return byName.values().stream()
        .collect(Collectors.toMap(bound -> bound.type().name(), bound -> bound.type().version()));
  }

  void checkKnown(OperationType<?> type) {
    if (!byName.containsKey(type.name())) {
      throw new IllegalArgumentException("nobody here runs operations of type " + type.name());
    }
  }

  <I extends Record> List<PlannedStep> plan(OperationType<I> type, I input) {
    return type.steps().stream()
        .map(step -> new PlannedStep(step.name(), step.cannotUndo(input).orElse("")))
        .toList();
  }
}
