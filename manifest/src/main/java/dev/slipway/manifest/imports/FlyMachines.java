package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;
import java.util.List;
import java.util.Locale;

/** The machines and disks of a fly.toml, each for the processes that it names. */
final class FlyMachines {
  private FlyMachines() {}

  static void machine(String main, Node machine, Import into) {
    var name = owner(main, machine, into);
    into.each(machine, (key, value) -> machine(name, key, value, into));
  }

  /** The service of the one process that is named; else the main one. */
  private static String owner(String main, Node node, Import into) {
    var named =
        node instanceof Node.Mapping mapping
            ? mapping.value("processes").map(FlyMachines::names).orElse(List.of())
            : List.<String>of();
    return named.size() == 1 && into.draft().has("services", named.getFirst())
        ? named.getFirst()
        : main;
  }

  private static List<String> names(Node processes) {
    return processes instanceof Node.Sequence list
        ? list.items().stream()
            .flatMap(item -> Import.text(item).stream())
            .map(Import::name)
            .toList()
        : List.of();
  }

  private static void owned(String name, Node processes, Import into) {
    if (names(processes).equals(List.of(name))) {
      into.carried(processes, "services", name);
    } else {
      into.note(processes, "it is put to services." + name + ": say it of the others too");
    }
  }

  static void mount(String main, Node mount, Import into) {
    var name = owner(main, mount, into);
    var mapping = mount instanceof Node.Mapping each ? each : Node.Mapping.empty(mount.place());
    var disk = mapping.value("source").flatMap(Import::text).map(Import::name).orElse("data");
    into.each(
        mount,
        (key, value) -> {
          switch (key) {
            case "source" -> into.carried(value, "services", name, "disks", disk);
            case "destination" ->
                into.carry(
                    value,
                    Import.text(value).orElse("/data"),
                    "services",
                    name,
                    "disks",
                    disk,
                    "path");
            case "initial_size" ->
                Import.text(value)
                    .map(text -> text.toUpperCase(Locale.ROOT))
                    .flatMap(Commands::size)
                    .ifPresentOrElse(
                        size -> into.carry(value, size, "services", name, "disks", disk, "size"),
                        () -> into.note(value, "not a size"));
            case "processes" -> owned(name, value, into);
            default -> into.note(value, "Slipway has no such setting of disks");
          }
        });
  }

  private static void machine(String name, String key, Node value, Import into) {
    if (key.equals("processes")) {
      owned(name, value, into);
      return;
    }
    var text = Import.text(value).orElse("");
    if (key.equals("memory") && Commands.size(text).isPresent()) {
      into.carry(value, Commands.size(text).get(), "services", name, "resources", "memory");
    } else if (key.equals("memory_mb") && text.matches("\\d{2,6}")) {
      into.carry(value, text + "MB", "services", name, "resources", "memory");
    } else if (key.equals("cpus") && text.matches("\\d{1,2}")) {
      into.carry(value, Integer.valueOf(text), "services", name, "resources", "cpu");
    } else {
      into.note(value, "Fly's machines: say what it may use in resources");
    }
  }
}
