package dev.slipway.delivery;

import dev.slipway.build.BuildLimits;
import dev.slipway.build.BuildProgress;
import dev.slipway.build.BuildRequest;
import dev.slipway.build.Builder;
import dev.slipway.build.Built;
import dev.slipway.build.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The sources of a release: an artefact of their own, so that they never change under it. */
public record Sources(Builder builder) {
  /**
   * A snapshot of the folder; the same content is the same artefact, and then nothing is copied.
   */
  public Built snapshot(String app, Path folder) throws InterruptedException {
    return snapshot(app, new Source.Folder(folder));
  }

  /** The same of what a commit holds, whatever the folder has now. */
  public Built snapshot(String app, Source source) throws InterruptedException {
    var request =
        new BuildRequest(
            app + "-sources", source, Optional.empty(), Map.of(), Map.of(), BuildLimits.USUAL);
    return builder.build(request, BuildProgress.SILENT);
  }
}
