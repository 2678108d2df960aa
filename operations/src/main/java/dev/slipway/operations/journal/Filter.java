package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.OperationState;
import java.util.Optional;
import java.util.Set;

/**
 * Which operations are listed.
 *
 * @param states any of these; all when empty
 * @param before only those with a smaller number
 */
public record Filter(
    Optional<String> target,
    Optional<String> type,
    Set<OperationState> states,
    Optional<Long> before,
    int limit) {

  /** The newest operations of all. */
  public static Filter newest(int limit) {
    return new Filter(Optional.empty(), Optional.empty(), Set.of(), Optional.empty(), limit);
  }

  public Filter ofTarget(String name) {
    return new Filter(Optional.of(name), type, states, before, limit);
  }

  public Filter ofType(String name) {
    return new Filter(target, Optional.of(name), states, before, limit);
  }

  public Filter in(Set<OperationState> wanted) {
    return new Filter(target, type, wanted, before, limit);
  }

  public Filter before(long number) {
    return new Filter(target, type, states, Optional.of(number), limit);
  }
}
