package dev.slipway.build;

import dev.slipway.kit.ByteSize;
import java.time.Duration;

/**
 * What a build may use; it is not begun when so much isn't free.
 *
 * @param disk for the workspace and the artefact
 */
public record BuildLimits(Duration time, ByteSize memory, ByteSize disk) {
  public static final BuildLimits USUAL =
      new BuildLimits(
          Duration.ofMinutes(30), ByteSize.ofMebibytes(2_048), ByteSize.ofMebibytes(1_024));
}
