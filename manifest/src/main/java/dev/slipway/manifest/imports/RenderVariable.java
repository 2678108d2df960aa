package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.Optional;

/** One entry of envVars. */
final class RenderVariable {
  private final Import into;
  private final String service;
  private final VariableImport variables;

  RenderVariable(Import into, String service) {
    this.into = into;
    this.service = service;
    this.variables = new VariableImport(into);
  }

  void read(Node node, String... path) {
    if (!(node instanceof Node.Mapping mapping)) {
      into.note(node, "not a variable");
      return;
    }
    var group = mapping.value("fromGroup").flatMap(Import::text);
    if (group.isPresent() && !service.isEmpty()) {
      into.draft().add(Import.name(group.get()), "services", service, "groups");
      into.carried(node, "services", service, "groups");
      return;
    }
    var key = mapping.value("key").flatMap(Import::text);
    if (key.isEmpty()) {
      into.note(node, "a variable without a key");
      return;
    }
    value(mapping, key.get(), path);
  }

  private void value(Node.Mapping node, String name, String... path) {
    var reference = reference(node);
    var value = node.value("value");
    if (reference.isPresent()) {
      variables.reference(node, name, reference.get(), path);
    } else if (value.isPresent()) {
      variables.literal(node, name, value.flatMap(Import::text).orElse(""), path);
    } else if (node.value("generateValue")
        .flatMap(Import::text)
        .filter("true"::equals)
        .isPresent()) {
      variables.generated(node, name, path);
    } else if (node.value("fromDatabase").isPresent() || node.value("fromService").isPresent()) {
      variables.secret(node, name, path);
      into.draft().comment(name + " pointed to something that is not carried over", path);
    } else {
      variables.secret(node, name, path);
    }
  }

  /** An address of ours that reads as a variable's value would in a compose file. */
  private Optional<String> reference(Node.Mapping node) {
    var database = node.value("fromDatabase").orElse(null);
    if (database instanceof Node.Mapping from) {
      return name(from)
          .filter(into.draft().names("databases")::contains)
          .flatMap(
              name ->
                  property(from)
                      .map(
                          property ->
                              switch (property) {
                                case "connectionString", "connectionPoolString" ->
                                    "${databases." + name + ".url}";
                                case "database" -> "${databases." + name + ".name}";
                                case "host", "port", "user", "password" ->
                                    "${databases." + name + "." + property + "}";
                                default -> "${databases." + name + ".url}";
                              }));
    }
    if (!(node.value("fromService").orElse(null) instanceof Node.Mapping from)
        || name(from).isEmpty()) {
      return Optional.empty();
    }
    var name = name(from).get();
    var property =
        property(from).or(() -> from.value("envVarKey").flatMap(Import::text)).orElse("");
    if (into.draft().names("redis").contains(name)) {
      return switch (property) {
        case "connectionString" -> Optional.of("${redis." + name + ".url}");
        case "host", "port" -> Optional.of("${redis." + name + "." + property + "}");
        case "hostport" -> Optional.of("${redis." + name + ".host}:${redis." + name + ".port}");
        default -> Optional.empty();
      };
    }
    if (!into.draft().names("services").contains(name)) {
      return Optional.empty();
    }
    return switch (property) {
      case "RENDER_EXTERNAL_URL" -> Optional.of("${services." + name + ".url}");
      case "host", "RENDER_EXTERNAL_HOSTNAME", "RENDER_SERVICE_NAME" ->
          Optional.of("${services." + name + ".host}");
      case "port" -> Optional.of("${services." + name + ".port}");
      case "hostport" -> Optional.of("${services." + name + ".host}:${services." + name + ".port}");
      default -> Optional.empty();
    };
  }

  private static Optional<String> name(Node.Mapping from) {
    return from.value("name").flatMap(Import::text).map(Import::name);
  }

  private static Optional<String> property(Node.Mapping from) {
    return from.value("property").flatMap(Import::text);
  }
}
