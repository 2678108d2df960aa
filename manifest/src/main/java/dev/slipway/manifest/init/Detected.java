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
 * @param tools where the build puts the tools that commands call; where it is empty they are found
 */
record Detected(
    String source,
    String framework,
    Settings settings,
    Optional<String> migrate,
    Set<String> servers,
    Tools tools) {
  Detected(
      String source,
      String framework,
      Settings settings,
      Optional<String> migrate,
      Set<String> servers) {
    this(source, framework, settings, migrate, servers, Tools.FOUND);
  }

  /**
   * How it runs, as keys of a service.
   *
   * @param remark what to know of the command that starts it
   */
  record Settings(
      String kind,
      Optional<String> build,
      Optional<String> start,
      Optional<String> publish,
      Optional<String> health,
      Optional<String> remark) {
    static Settings web(String build, String start, Optional<String> health) {
      return new Settings(
          "web",
          Optional.of(build).filter(text -> !text.isEmpty()),
          Optional.of(start),
          Optional.empty(),
          health,
          Optional.empty());
    }

    static Settings site(String build, String publish) {
      return new Settings(
          "static",
          Optional.of(build).filter(text -> !text.isEmpty()),
          Optional.empty(),
          Optional.of(publish),
          Optional.empty(),
          Optional.empty());
    }

    /** The same with a remark on how it starts. */
    Settings remarking(String text) {
      return new Settings(kind, build, start, publish, health, Optional.of(text));
    }

    /** The same where another file has to say how it starts. */
    Settings withoutStart() {
      return new Settings(kind, build, Optional.empty(), publish, health, remark);
    }
  }

  /** The folder that its build runs in. */
  String builtIn() {
    return tools.workspace().orElse(source);
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
