package dev.slipway.build;

import dev.slipway.runtime.contract.Artefact;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a build ended well.
 *
 * @param commit the commit's whole name, or empty for a folder
 * @param files how many the source had
 * @param reused whether the artefact was there before and nothing was run
 * @param log what the command wrote when the artefact was built
 */
public record Built(
    Artefact artefact, String commit, int files, boolean reused, Duration took, Path log) {}
