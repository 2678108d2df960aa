package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Enforcement;
import dev.slipway.runtime.contract.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Control groups of version 1: a hierarchy for each controller. */
record ControlGroupsOne(Map<String, Path> bases) implements ControlGroups {
  private static final int PERIOD_MICROS = 100_000;
  private static final String MEMORY = "memory";
  private static final String CPU = "cpu";
  private static final String PIDS = "pids";

  static Optional<ControlGroups> offered(ControlGroupMounts mounts) {
    var bases = new TreeMap<String, Path>();
    mounts
        .first()
        .forEach(
            (controller, mount) -> {
              var base = mount.resolve("slipway");
              try {
                Files.createDirectories(base);
                if (Files.isWritable(base)) {
                  bases.put(controller, base);
                }
              } catch (IOException notOurs) {
                // A controller that we may not use is one we don't have.
              }
            });
    // Without the memory controller there is nothing that tells a tree and its kills.
    return bases.containsKey(MEMORY)
        ? Optional.of(new ControlGroupsOne(Map.copyOf(bases)))
        : Optional.empty();
  }

  @Override
  public Enforcement enforcement() {
    return new Enforcement(
        true,
        bases.containsKey(CPU),
        bases.containsKey(PIDS),
        "control groups, version 1: " + String.join(", ", new TreeMap<>(bases).keySet()));
  }

  @Override
  public Place make(String name, Limits limits) throws IOException {
    for (var base : bases.values()) {
      Files.createDirectories(base.resolve(name));
    }
    if (limits.memory().isPresent()) {
      var bytes = Long.toString(limits.memory().get().bytes());
      var group = folder(MEMORY, name);
      Files.writeString(group.resolve("memory.limit_in_bytes"), bytes);
      var withSwap = group.resolve("memory.memsw.limit_in_bytes");
      if (Files.exists(withSwap)) {
        Files.writeString(withSwap, bytes);
      }
    }
    if (limits.cpus().isPresent() && bases.containsKey(CPU)) {
      var quota = Math.max(1_000, Math.round(limits.cpus().getAsDouble() * PERIOD_MICROS));
      Files.writeString(folder(CPU, name).resolve("cpu.cfs_period_us"), "" + PERIOD_MICROS);
      Files.writeString(folder(CPU, name).resolve("cpu.cfs_quota_us"), "" + quota);
    }
    if (limits.processes().isPresent() && bases.containsKey(PIDS)) {
      Files.writeString(folder(PIDS, name).resolve("pids.max"), "" + limits.processes().getAsInt());
    }
    return at(name);
  }

  @Override
  public Place at(String name) {
    List<Path> entries = new ArrayList<>();
    bases.values().forEach(base -> entries.add(base.resolve(name).resolve("cgroup.procs")));
    return new Place(
        List.copyOf(entries),
        Optional.of(folder(MEMORY, name).resolve("cgroup.procs")),
        Optional.of(folder(MEMORY, name).resolve("memory.oom_control")));
  }

  @Override
  public void remove(String name) throws IOException {
    for (var base : bases.values()) {
      ControlGroups.removeFolder(base.resolve(name));
    }
  }

  private Path folder(String controller, String name) {
    var base = bases.get(controller);
    if (base == null) {
      throw new IllegalStateException("no controller " + controller);
    }
    return base.resolve(name);
  }
}
