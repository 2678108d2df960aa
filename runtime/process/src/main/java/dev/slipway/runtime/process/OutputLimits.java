package dev.slipway.runtime.process;

import dev.slipway.kit.ByteSize;
import java.time.Duration;

/**
 * How much of an instance's output is kept.
 *
 * @param file the size at which the newest file is rotated
 * @param files how many rotated ones are kept
 * @param look how often the size is looked at
 */
public record OutputLimits(ByteSize file, int files, Duration look) {
  public static final OutputLimits USUAL =
      new OutputLimits(ByteSize.ofMebibytes(10), 5, Duration.ofSeconds(5));
}
