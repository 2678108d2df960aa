package dev.slipway.manifest;

import dev.slipway.manifest.model.App;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.util.Map;
import java.util.Optional;

/**
 * A file without mistakes.
 *
 * @param app what the file says, defaults filled in
 * @param environments each environment complete, in the order of the file
 */
public record Manifest(App app, Map<String, ResolvedEnvironment> environments) {
  public String name() {
    return app.app();
  }

  public Optional<ResolvedEnvironment> environment(String name) {
    return Optional.ofNullable(environments.get(name));
  }
}
