package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Enforcement;
import dev.slipway.runtime.contract.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the kernel offers to hold a tree of processes together and to its limits. */
interface ControlGroups {

  /**
   * Where one instance is held.
   *
   * @param entries files; a process that writes 0 into each of them is held
   * @param tree the file that lists all its processes; empty where there are no control groups
   * @param memoryEvents the file whose line {@code oom_kill} counts kills for lack of memory
   */
  record Place(List<Path> entries, Optional<Path> tree, Optional<Path> memoryEvents) {
    static final Place NONE = new Place(List.of(), Optional.empty(), Optional.empty());
  }

  Enforcement enforcement();

  /** The place of that name with these limits, made if it isn't there. */
  Place make(String name, Limits limits) throws IOException;

  /** The place of that name as it would be, made or not. */
  Place at(String name);

  void remove(String name) throws IOException;

  /** The best that this machine has and lets us use. */
  static ControlGroups ofThisMachine() {
    var mounts = ControlGroupMounts.read();
    return ControlGroupsTwo.offered(mounts)
        .or(() -> ControlGroupsOne.offered(mounts))
        .orElseGet(() -> new NoControlGroups(mounts.isEmpty()));
  }

  /** A group can only be removed once its last process is collected, which may take a moment. */
  static void removeFolder(Path folder) throws IOException {
    for (var tries = 0; Files.exists(folder); tries++) {
      try {
        Files.delete(folder);
      } catch (IOException busy) {
        if (tries > 100) {
          throw busy;
        }
        Waiting.pause();
      }
    }
  }
}
