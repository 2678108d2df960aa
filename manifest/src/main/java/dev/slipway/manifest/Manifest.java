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
 * @param previewTemplate what every preview is, with a * for its name in its host; empty where the
 *     file wants none
 */
public record Manifest(
    App app,
    Map<String, ResolvedEnvironment> environments,
    Optional<ResolvedEnvironment> previewTemplate) {
  public String name() {
    return app.app();
  }

  public Optional<ResolvedEnvironment> environment(String name) {
    return Optional.ofNullable(environments.get(name));
  }

  /** The preview of a name such as pr-42; empty where the file wants none. */
  public Optional<ResolvedEnvironment> preview(String name) {
    return previewTemplate.map(template -> template.as(name));
  }
}
