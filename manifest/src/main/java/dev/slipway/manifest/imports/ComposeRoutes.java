package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;

/** Whether people reach a service of a compose file. */
final class ComposeRoutes {
  private ComposeRoutes() {}

  /** Published on a port, or served by a proxy that is told so by labels. */
  static boolean isReachable(Node service) {
    return service instanceof Node.Mapping mapping
        && (mapping.entries().containsKey("ports")
            || mapping.value("labels").map(ComposeRoutes::isRouted).orElse(false));
  }

  private static boolean isRouted(Node labels) {
    return switch (labels) {
      case Node.Sequence list -> list.items().stream().anyMatch(ComposeRoutes::isRouted);
      case Node.Mapping mapping ->
          mapping.entries().entrySet().stream()
              .anyMatch(label -> isRouted(label.getKey(), label.getValue().value()));
      case Node.Scalar scalar -> isRouted(scalar.text(), scalar);
    };
  }

  private static boolean isRouted(String label, Node value) {
    var text = value instanceof Node.Scalar scalar ? scalar.text() : "";
    return label.startsWith("traefik.http.routers.")
        || (label.startsWith("traefik.enable") && text.endsWith("true"));
  }
}
