package dev.slipway.operations;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/**
 * One kind of operation: its steps in order, and what it is done to.
 *
 * <p>An operation is finished under the list of steps it was begun under, by name, also by a later
 * version of this class. So a step that is taken out of {@link #steps} moves to {@link #retired},
 * where it can still be undone, and {@link #version} goes up.
 */
public interface OperationType<I extends Record> {

  /** A verb, such as {@code deploy}. It is recorded: never renamed. */
  String name();

  /** Goes up whenever the list of steps or a recorded class changes. */
  default int version() {
    return 1;
  }

  /** What is recorded of the request and handed to each step. */
  Class<I> input();

  /**
   * What it changes, such as {@code ledger/development}: one changing operation at a time for each.
   */
  String target(I input);

  /** As a person reads it in a list, such as "v53 → production". */
  String title(I input);

  List<Step<I, ?>> steps();

  /** Steps of earlier versions, kept to finish or undo what was begun then. */
  default List<Step<I, ?>> retired() {
    return List.of();
  }

  /** False for one that only reads: it neither waits for its target nor holds it. */
  default boolean changing() {
    return true;
  }

  /** How long all of it may take, waits included; then what was done is undone. */
  default Optional<Duration> deadline() {
    return Optional.empty();
  }

  /**
   * Whether an operation begun under an earlier version is finished by its old list of steps, or
   * undone.
   */
  default Upgrade upgradeFrom(int version) {
    return Upgrade.FINISH;
  }

  /** The recorded input of an earlier version as this version's {@link #input} reads it. */
  default ObjectNode upgradeInput(int version, ObjectNode recorded) {
    return recorded;
  }

  /**
   * Called in the transaction that ends an operation which no undo of its steps puts right: it was
   * cancelled before its first step, or a person accepts it as it is.
   */
  default void abandoned(Handle handle, I input) {}

  /** What becomes of an operation that was begun under an earlier version. */
  enum Upgrade {
    FINISH,
    UNDO
  }
}
