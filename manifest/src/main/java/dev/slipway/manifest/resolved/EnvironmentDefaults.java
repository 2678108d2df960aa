package dev.slipway.manifest.resolved;

import dev.slipway.manifest.tree.Node;
import java.util.List;
import java.util.Set;

/** What an environment is when it doesn't say so. */
final class EnvironmentDefaults {
  private static final Set<String> PRODUCTION_NAMES = Set.of("production", "prod", "live");

  private static final String AFTER = "after ";

  private EnvironmentDefaults() {}

  static Node.Mapping applied(Node.Mapping environment, Context context) {
    var production =
        Nodes.orElse(
            environment,
            "production",
            Boolean.toString(PRODUCTION_NAMES.contains(context.environment())));
    var named = Nodes.orElse(production, "domains", List.of(localName(context)));
    var protection =
        Nodes.orElse(
            Nodes.mapping(named, "protection"),
            "indexed",
            Nodes.text(production, "production", "false"));
    return promoted(
        named.value("protection").filter(node -> !(node instanceof Node.Mapping)).isPresent()
            ? named
            : named.with("protection", protection));
  }

  /** What follows another environment takes its releases from there. */
  private static Node.Mapping promoted(Node.Mapping environment) {
    var trigger = Nodes.text(environment, "trigger", "");
    if (!trigger.startsWith(AFTER)
        || environment
            .value("promote")
            .filter(node -> !(node instanceof Node.Mapping))
            .isPresent()) {
      return environment;
    }
    var promote = Nodes.mapping(environment, "promote");
    return environment.with(
        "promote", Nodes.orElse(promote, "from", trigger.substring(AFTER.length()).strip()));
  }

  /** Development is where a person is at home, so it has the short name. */
  private static String localName(Context context) {
    return context.environment().equals("development")
        ? context.app() + ".localhost"
        : context.app() + "-" + context.environment() + ".localhost";
  }
}
