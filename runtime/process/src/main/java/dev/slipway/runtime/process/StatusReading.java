package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Exit;
import dev.slipway.runtime.contract.InstanceStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What an instance's status is, from what was wished, what its supervisor said and what lives. */
record StatusReading(InstanceFolder folder, Supervisor supervisor) {

  InstanceStatus status() throws IOException {
    var state = folder.state();
    if (state.isEmpty()) {
      return unsaid();
    }
    if (state.get().phase() == SupervisorState.Phase.ENDED) {
      return new InstanceStatus.Ended(exit(state.get()));
    }
    return state.get().supervisor().isPresent()
        ? supervised(state.get())
        : lastWord(folder.state().orElse(state.get()));
  }

  /** It may have ended well between our reading and our look for it; the dead write no more. */
  private InstanceStatus lastWord(SupervisorState state) throws IOException {
    if (state.phase() == SupervisorState.Phase.ENDED) {
      return new InstanceStatus.Ended(exit(state));
    }
    return state.supervisor().isPresent() ? supervised(state) : lost(state);
  }

  private InstanceStatus unsaid() throws IOException {
    if (supervisor.of(folder).isPresent()) {
      return new InstanceStatus.Restarting(neverStarted(), 0);
    }
    return folder.isWishedToStop()
        ? new InstanceStatus.Ended(neverStarted())
        : new InstanceStatus.Lost("it was about to be started", false);
  }

  private InstanceStatus supervised(SupervisorState state) throws IOException {
    if (folder.isWishedToStop()) {
      return new InstanceStatus.Stopping();
    }
    return switch (state.phase()) {
      case RUNNING -> running(state);
      case PAUSING -> new InstanceStatus.Restarting(exit(state), state.ends());
      case LOOPING -> new InstanceStatus.CrashLooping(exit(state), state.ends());
      case STOPPING -> new InstanceStatus.Stopping();
      case ENDED -> new InstanceStatus.Ended(exit(state));
    };
  }

  /** Between the end of the process and its supervisor's word on it there is a moment. */
  private static InstanceStatus running(SupervisorState state) throws IOException {
    Optional<ProcessIdentity> app = state.app();
    if (state.ends() > 0 && state.isInDoubt(Instant.now())) {
      return new InstanceStatus.CrashLooping(exit(state), state.ends());
    }
    return app.isPresent()
        ? new InstanceStatus.Running(app.get().pid(), state.since(), state.restarts())
        : new InstanceStatus.Restarting(
            new Exit(-1, Exit.Cause.UNSEEN, Instant.now()), state.ends() + 1);
  }

  private static InstanceStatus lost(SupervisorState state) throws IOException {
    if (!state.isOfThisBoot()) {
      return new InstanceStatus.Lost("the machine was restarted", false);
    }
    return new InstanceStatus.Lost("its supervisor was killed", state.app().isPresent());
  }

  private static Exit exit(SupervisorState state) {
    return state.exit().orElseGet(StatusReading::neverStarted);
  }

  private static Exit neverStarted() {
    return new Exit(-1, Exit.Cause.NOT_STARTED, Instant.EPOCH);
  }
}
