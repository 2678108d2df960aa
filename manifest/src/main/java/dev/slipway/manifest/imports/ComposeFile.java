package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import dev.slipway.manifest.tree.TreeException;
import java.util.LinkedHashMap;
import java.util.Map;

/** docker-compose.yml: services, with databases, Redis and storage told from their images. */
final class ComposeFile implements Importer {
  @Override
  public boolean reads(String fileName) {
    return fileName.matches("(?:docker-)?compose(?:[.-][A-Za-z0-9_.-]+)?\\.ya?ml");
  }

  @Override
  public String kind() {
    return "compose";
  }

  @Override
  public boolean isLaidOver() {
    return true;
  }

  @Override
  public void read(String text, Import into) throws TreeException {
    var root = ComposeLayers.read(text, into);
    if (root instanceof Node.Mapping mapping && !mapping.entries().containsKey("services")) {
      // The first version of the format had services at the top.
      into.each(
          root,
          (key, value) -> {
            if (!(value instanceof Node.Mapping)) {
              into.note(value, "not a service");
            }
          });
      services(new Node.Mapping(root.place(), onlyMappings(mapping)), into);
      return;
    }
    into.each(root, (key, value) -> top(key, value, into));
  }

  private static Map<String, Node.Entry> onlyMappings(Node.Mapping mapping) {
    var services = new LinkedHashMap<String, Node.Entry>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (entry.value() instanceof Node.Mapping) {
                services.put(key, entry);
              }
            });
    return services;
  }

  private static void top(String key, Node value, Import into) {
    switch (key) {
      case "services" -> services(value, into);
      case "name" ->
          Import.text(value)
              .map(Import::name)
              .ifPresentOrElse(
                  name -> into.carry(value, name, "app"), () -> into.note(value, "not a name"));
      case "version" -> into.note(value, "not needed: compose itself has given it up");
      case "networks" ->
          into.note(
              value, "not needed: services of an application reach each other, and nobody else's");
      case "volumes" -> into.each(value, (name, volume) -> volume(name, volume, into));
      case "secrets" -> into.note(value, "set it with slipway env set, as a secret variable");
      case "configs" ->
          into.note(value, "Slipway places no files into containers: put it into the image");
      case "include" -> into.note(value, "another file: run slipway init --from that file too");
      default ->
          into.note(
              value,
              key.startsWith("x-")
                  ? "an extension: only what services take from it is carried over"
                  : "Slipway has no such setting");
    }
  }

  private static void volume(String name, Node volume, Import into) {
    for (var service : into.draft().names("services")) {
      if (into.draft().has("services", service, "disks", Import.name(name))) {
        into.ledger()
            .carried(into.file(), volume, "services." + service + ".disks." + Import.name(name));
        return;
      }
    }
    into.note(volume, "the disk of a server that Slipway runs itself, or of nothing");
  }

  private static void services(Node services, Import into) {
    // Servers first, so that addresses in other services' variables can point to them.
    into.each(
        services,
        (name, service) -> {
          switch (role(name, service)) {
            case DATABASE -> into.draft().open("databases", Import.name(name));
            case REDIS -> into.draft().open("redis", Import.name(name));
            case SERVICE -> into.draft().open("services", Import.name(name));
            default -> {}
          }
        });
    into.each(
        services,
        (name, service) -> {
          switch (role(name, service)) {
            case DATABASE -> new ComposeServer(into, Import.name(name)).database(service);
            case REDIS -> new ComposeServer(into, Import.name(name)).redis(service);
            case BUCKET -> new ComposeServer(into, Import.name(name)).bucket(service);
            case PROXY -> into.note(service, "the edge does this: TLS, host names, compression");
            case FOREIGN ->
                into.note(
                    service,
                    "a database server that is built, and none that Slipway runs: leave it where it"
                        + " is and give services its URL as a secret, or add it to services with"
                        + " its Dockerfile, reachable: false and a disk");
            case SERVICE -> new ComposeService(into, Import.name(name)).read(service);
          }
        });
  }

  private static Images.Role role(String name, Node service) {
    if (!(service instanceof Node.Mapping mapping)) {
      return Images.Role.SERVICE;
    }
    if (mapping.entries().containsKey("build")) {
      return BuiltServer.role(name, mapping);
    }
    return mapping
        .value("image")
        .flatMap(Import::text)
        .map(Images::role)
        .orElse(Images.Role.SERVICE);
  }
}
