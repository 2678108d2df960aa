package dev.slipway.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the kernel shows its control groups.
 *
 * @param first version 1: a folder for each controller
 * @param second version 2: one folder for all
 */
record ControlGroupMounts(Map<String, Path> first, Optional<Path> second) {
  private static final Path MOUNTS = Path.of("/proc/self/mounts");
  private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");

  static ControlGroupMounts read() {
    var first = new HashMap<String, Path>();
    var second = Optional.<Path>empty();
    try {
      for (var line : Files.readAllLines(MOUNTS)) {
        var words = line.split(" ");
        if (words.length < 4) {
          continue;
        }
        if (words[2].equals("cgroup2")) {
          second = Optional.of(Path.of(words[1]));
        } else if (words[2].equals("cgroup")) {
          var options = List.of(words[3].split(","));
          for (var controller : CONTROLLERS) {
            if (options.contains(controller)) {
              first.put(controller, Path.of(words[1]));
            }
          }
        }
      }
    } catch (IOException notLinux) {
      // No mounts to read: no control groups.
    }
    return new ControlGroupMounts(Map.copyOf(first), second);
  }

  boolean isEmpty() {
    return first.isEmpty() && second.isEmpty();
  }
}
