package dev.slipway.operations.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The processes of one try of a step. Each carries a mark in its environment that its children
 * inherit, so that one that changed its parent or session is still found.
 */
public final class StepProcesses {
  private final ProcessMark mark;
  private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();

  private StepProcesses(ProcessMark mark) {
    this.mark = mark;
  }

  /**
   * @param lease operation and fencing number: no two tries share it
   */
  public static StepProcesses of(String lease) {
    return new StepProcesses(ProcessMark.ours(lease));
  }

  public Process start(ProcessBuilder builder) throws IOException {
    builder.environment().put(ProcessMark.VARIABLE, mark.value());
    var process = builder.start();
    started.add(process.toHandle());
    return process;
  }

  /** Kills them and all they started, until none is left. */
  public void kill() {
    if (started.isEmpty()) {
      return;
    }
    // A process may be forking just now: what it leaves is found in the next round.
    for (var round = 0; round < 5; round++) {
      var alive = alive();
      if (alive.isEmpty()) {
        return;
      }
      alive.forEach(ProcessHandle::destroyForcibly);
      alive.forEach(StepProcesses::awaitEnd);
    }
  }

  private List<ProcessHandle> alive() {
    var children =
        started.stream().flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()));
    return Stream.concat(children, Marked.processes(mark::equals))
        .distinct()
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  private static void awaitEnd(ProcessHandle handle) {
    handle
        .onExit()
        .completeOnTimeout(handle, 200, java.util.concurrent.TimeUnit.MILLISECONDS)
        .join();
  }
}
