package dev.slipway.runtime.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where instances run. Whatever it is asked for may be asked again after a crash: starting what
 * runs, stopping what is stopped and removing what is gone are all no more than a look. Instances
 * go on when the control plane ends, however it ends, and are found again by their names.
 */
public interface InstanceRuntime {

  /** Such as {@code process}. */
  String name();

  Enforcement enforcement();

  Headroom headroom();

  /** Hands a folder with all that is in it over to whoever instances run as, to write there. */
  void entrust(Path folder);

  /** Refuses an artefact that instances could not run here, before anything is started. */
  void prepare(Artefact artefact);

  /**
   * Makes sure that the instance runs: starts it, takes it back into care when it was {@link
   * InstanceStatus.Lost}, or leaves it as it is. Returns when the process is started, not when it
   * answers.
   */
  Instance start(InstanceSpec spec);

  Optional<Instance> find(InstanceId id);

  /** All that were started and not removed, running or not. */
  List<Instance> list();

  /**
   * Asks the instance to end (SIGTERM), ends it with its whole tree once the grace is over, and
   * returns when nothing of it is left. It will not be started again.
   */
  void stop(InstanceId id, Duration grace);

  /** Stops without grace if it still runs, and forgets the instance and its output. */
  void remove(InstanceId id);

  Output output(InstanceId id);

  Diagnosis diagnose(InstanceId id);

  /** Opens a terminal with a command; the specification's lifetime does not matter. */
  Console console(InstanceSpec spec);

  /**
   * Called once when the control plane starts: carries stops that were begun to their end, clears
   * what was half made, and tells what is there.
   */
  List<Instance> reconcile();

  /** Waits until a one-off is through; empty while it still runs after the limit. */
  default Optional<Exit> awaitEnd(InstanceId id, Duration limit) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var status = find(id).map(Instance::status);
      if (status.isPresent() && status.get() instanceof InstanceStatus.Ended ended) {
        return Optional.of(ended.exit());
      }
      if (status.isEmpty() || System.nanoTime() > end) {
        return Optional.empty();
      }
      Thread.sleep(Duration.ofMillis(10));
    }
  }
}
