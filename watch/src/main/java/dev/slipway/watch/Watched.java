package dev.slipway.watch;

import dev.slipway.catalog.Deployment;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.Optional;

/**
 * An environment that is looked at.
 *
 * @param planned why what is wrong there is meant to be: a deployment, a maintenance
 */
public record Watched(
    Deployment serving, ResolvedEnvironment environment, Optional<String> planned) {
  public String target() {
    return serving.target();
  }
}
