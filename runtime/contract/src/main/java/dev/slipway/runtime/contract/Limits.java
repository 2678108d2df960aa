package dev.slipway.runtime.contract;

import dev.slipway.kit.ByteSize;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an instance may use at most. Whether the machine can hold it to that is told by {@link
 * InstanceRuntime#enforcement()}.
 *
 * @param cpus cores, such as 0.5
 * @param processes processes and threads together
 */
public record Limits(Optional<ByteSize> memory, OptionalDouble cpus, OptionalInt processes) {
  public static final Limits NONE =
      new Limits(Optional.empty(), OptionalDouble.empty(), OptionalInt.empty());

  public static Limits ofMemory(ByteSize memory) {
    return new Limits(Optional.of(memory), OptionalDouble.empty(), OptionalInt.empty());
  }
}
