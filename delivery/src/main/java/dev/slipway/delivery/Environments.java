package dev.slipway.delivery;

import dev.slipway.catalog.Build;
import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Path;

/** Reads what a manifest says of an environment: from a folder, or as a build kept it. */
public final class Environments {
  private Environments() {}

  public static Manifest ofFolder(Path folder) {
    return ManifestReader.read(folder).orThrow();
  }

  public static ResolvedEnvironment of(Build build, String environment) {
    return of(ManifestReader.kept(build.manifest()), environment);
  }

  /**
   * The environment of that name, or the problem that there is none, with the one that was meant.
   */
  public static ResolvedEnvironment of(Manifest manifest, String environment) {
    return manifest
        .environment(environment)
        .orElseThrow(
            () -> {
              var known = manifest.environments().keySet();
              var hint =
                  Suggestion.nearest(environment, known)
                      .map(near -> "did you mean " + near + "?")
                      .orElse("it has " + String.join(", ", known));
              return Problem.of(
                      Problem.Kind.NOT_FOUND,
                      "SLIP-7611",
                      manifest.name() + " has no environment " + environment,
                      hint)
                  .exception();
            });
  }
}
