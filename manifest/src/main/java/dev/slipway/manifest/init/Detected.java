package dev.slipway.manifest.init;

import dev.slipway.manifest.binding.Format;
import java.util.Optional;
import java.util.Set;

/**
 * What a folder's sources tell.
 *
 * @param framework as its makers write it
 * @param migrate the framework's own migration command, empty where it has none
 * @param servers what it connects to: "postgresql", "redis"
 */
record Detected(
    String source,
    String framework,
    Settings settings,
    Optional<String> migrate,
    Set<String> servers) {

  /** How it runs, as keys of a service. */
  record Settings(
      String kind,
      Optional<String> build,
      Optional<String> start,
      Optional<String> publish,
      Optional<String> health) {
    static Settings web(String build, String start, Optional<String> health) {
      return new Settings(
          "web",
          Optional.of(build).filter(text -> !text.isEmpty()),
          Optional.of(start),
          Optional.empty(),
          health);
    }

    static Settings site(String build, String publish) {
      return new Settings(
          "static",
          Optional.of(build).filter(text -> !text.isEmpty()),
          Optional.empty(),
          Optional.of(publish),
          Optional.empty());
    }
  }

  boolean isStatic() {
    return settings.kind().equals("static");
  }

  /** The name that a person would give it. */
  String serviceName() {
    if (!source.equals(".")) {
      return Format.NAME.repair(lastName()).orElse(lastName());
    }
    return isStatic() ? "site" : "web";
  }

  private String lastName() {
    return source.substring(source.lastIndexOf('/') + 1);
  }
}
