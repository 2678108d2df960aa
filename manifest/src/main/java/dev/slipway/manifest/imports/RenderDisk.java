package dev.slipway.manifest.imports;

import dev.slipway.manifest.tree.Node;

/** The disk of a service of a blueprint. */
final class RenderDisk {
  private RenderDisk() {}

  static void read(String name, Node disk, Import into) {
    var mapping = disk instanceof Node.Mapping each ? each : Node.Mapping.empty(disk.place());
    var diskName = mapping.value("name").flatMap(Import::text).map(Import::name).orElse("data");
    into.each(
        disk,
        (key, value) -> {
          switch (key) {
            case "name" -> into.carried(value, "services", name, "disks", diskName);
            case "mountPath" ->
                into.carry(
                    value,
                    Import.text(value).orElse("/data"),
                    "services",
                    name,
                    "disks",
                    diskName,
                    "path");
            case "sizeGB" ->
                into.carry(
                    value,
                    Import.text(value).orElse("1") + "GB",
                    "services",
                    name,
                    "disks",
                    diskName,
                    "size");
            default -> into.note(value, RenderService.reason(key));
          }
        });
  }
}
