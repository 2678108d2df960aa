package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Enforcement;
import dev.slipway.runtime.contract.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Control groups of version 2: one hierarchy, whose controllers are switched on level by level. */
record ControlGroupsTwo(Path base) implements ControlGroups {
  private static final int PERIOD_MICROS = 100_000;
  private static final String SWITCHES = "cgroup.subtree_control";

  static Optional<ControlGroups> offered(ControlGroupMounts mounts) {
    return mounts
        .second()
        .map(mount -> mount.resolve("slipway"))
        .filter(ControlGroupsTwo::prepare)
        .map(ControlGroupsTwo::new);
  }

  private static boolean prepare(Path base) {
    try {
      var mount = base.resolveSibling(SWITCHES);
      if (!Files.readString(base.resolveSibling("cgroup.controllers")).contains("memory")) {
        return false;
      }
      Files.writeString(mount, "+memory +cpu +pids");
      Files.createDirectories(base);
      Files.writeString(base.resolve(SWITCHES), "+memory +cpu +pids");
      return true;
    } catch (IOException notOurs) {
      return false;
    }
  }

  @Override
  public Enforcement enforcement() {
    return new Enforcement(true, true, true, "control groups, version 2");
  }

  @Override
  public Place make(String name, Limits limits) throws IOException {
    var group = base.resolve(name);
    Files.createDirectories(group);
    if (limits.memory().isPresent()) {
      Files.writeString(group.resolve("memory.max"), "" + limits.memory().get().bytes());
      var swap = group.resolve("memory.swap.max");
      if (Files.exists(swap)) {
        Files.writeString(swap, "0");
      }
    }
    if (limits.cpus().isPresent()) {
      var quota = Math.max(1_000, Math.round(limits.cpus().getAsDouble() * PERIOD_MICROS));
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
    }
    if (limits.processes().isPresent()) {
      Files.writeString(group.resolve("pids.max"), "" + limits.processes().getAsInt());
    }
    return at(name);
  }

  @Override
  public Place at(String name) {
    var group = base.resolve(name);
    return new Place(
        List.of(group.resolve("cgroup.procs")),
        Optional.of(group.resolve("cgroup.procs")),
        Optional.of(group.resolve("memory.events")));
  }

  @Override
  public void remove(String name) throws IOException {
    ControlGroups.removeFolder(base.resolve(name));
  }
}
