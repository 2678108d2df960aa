package dev.slipway.operations;

import dev.slipway.kit.ProblemException;
import dev.slipway.operations.journal.Json;
import dev.slipway.operations.journal.OperationRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A type of operation with its steps by name and the classes of what they return. */
final class BoundType<I extends Record> {
  private static final System.Logger LOG = System.getLogger(BoundType.class.getName());

  private final OperationType<I> type;
  private final Map<String, Step<I, ?>> steps = new HashMap<>();
  private final Map<String, JavaType> outputs = new HashMap<>();

  private BoundType(OperationType<I> type) {
    this.type = type;
    Stream.concat(type.steps().stream(), type.retired().stream()).forEach(this::bind);
  }

  static <I extends Record> BoundType<I> of(OperationType<I> type) {
    return new BoundType<>(type);
  }

  private void bind(Step<I, ?> step) {
    if (steps.put(step.name(), step) != null) {
      throw new IllegalArgumentException(
          "two steps of " + type.name() + " are called " + step.name());
    }
    var factory = Json.mapper().getTypeFactory();
    var parameters = factory.findTypeParameters(factory.constructType(step.getClass()), Step.class);
    if (parameters.length == 2 && parameters[1].isRecordType()) {
      outputs.put(step.name(), parameters[1]);
    } else {
      throw new IllegalArgumentException(
          "step " + step.name() + " of " + type.name() + " must name a record as its output");
    }
  }

  OperationType<I> type() {
    return type;
  }

  Optional<Step<I, ?>> step(String name) {
    return Optional.ofNullable(steps.get(name));
  }

  I input(OperationRow row) {
    try {
      var recorded = row.input();
      if (row.planVersion() < type.version() && recorded instanceof ObjectNode old) {
        recorded = type.upgradeInput(row.planVersion(), old.deepCopy());
      }
      return Json.mapper().treeToValue(recorded, type.input());
    } catch (JacksonException e) {
      throw Problems.unreadable("the input of operation " + row.number(), e).exception(e);
    }
  }

  /** Ends it for whoever keeps a record of their own; what a newer version wrote is left to it. */
  void abandon(Handle handle, OperationRow row) {
    if (row.codeVersion() > type.version()) {
      return;
    }
    try {
      type.abandoned(handle, input(row));
    } catch (ProblemException unreadable) {
      // An operation whose input nobody can read must be possible to end all the same.
      LOG.log(System.Logger.Level.WARNING, unreadable.problem().fact());
    }
  }

  <O extends Record> O output(Step<I, O> step, JsonNode recorded) {
    try {
      return Json.mapper().readerFor(outputs.get(step.name())).readValue(recorded);
    } catch (JacksonException e) {
      throw Problems.unreadable("what step " + step.name() + " returned", e).exception(e);
    }
  }

  /** The step of this class, of which a type has at most one. */
  <O extends Record> Step<I, O> stepOf(Class<? extends Step<I, O>> wanted) {
    return steps.values().stream()
        .filter(wanted::isInstance)
        .map(wanted::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(wanted.getName() + " is no step of " + type.name()));
  }
}
