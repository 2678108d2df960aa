package dev.slipway.runtime.contract;

import java.time.Instant;

/** How an instance is right now. */
public sealed interface InstanceStatus {

  /** Its process is there; whether it answers is for {@link ReadinessWait} to say. */
  record Running(long pid, Instant since, int restarts) implements InstanceStatus {}

  /** It ended and is about to be started again. */
  record Restarting(Exit last, int ends) implements InstanceStatus {}

  /**
   * It ends again and again, and has not run long enough since to be trusted. It is still started
   * anew, because what it lacks may come back.
   */
  record CrashLooping(Exit last, int ends) implements InstanceStatus {}

  /** It was told to stop and has not ended yet. */
  record Stopping() implements InstanceStatus {}

  /** It ended and will not be started again: stopped, or a one-off that is through. */
  record Ended(Exit exit) implements InstanceStatus {}

  /**
   * Nobody looks after it any more: the machine was restarted or its supervisor was killed. {@link
   * InstanceRuntime#start} with the same specification puts that right.
   *
   * @param processAlive whether the application itself still runs, and serves
   */
  record Lost(String reason, boolean processAlive) implements InstanceStatus {}
}
