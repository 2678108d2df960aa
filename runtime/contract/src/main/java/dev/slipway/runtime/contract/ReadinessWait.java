package dev.slipway.runtime.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Waits until an instance answers its health probe, and gives up early when it can't any more: it
 * ended for good, loops, or is gone.
 */
public final class ReadinessWait {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private final InstanceRuntime runtime;
  private final ProbeClient client;

  public ReadinessWait(InstanceRuntime runtime) {
    this.runtime = runtime;
    this.client = new ProbeClient();
  }

  /** Waits on the calling thread; an interrupt ends the wait at once. */
  public Readiness await(InstanceId id, ReadinessProbe probe) throws InterruptedException {
    var begun = System.nanoTime();
    var answers = new ProbeAnswers();
    var pause = FIRST_PAUSE;
    while (true) {
      var instance = runtime.find(id);
      if (instance.isEmpty()) {
        return gaveUp(id, probe, answers, elapsed(begun), 0);
      }
      var port = instance.get().address().getPort();
      var answer = client.ask(instance.get(), probe.question());
      answers.add(answer);
      if (answer.isReady()) {
        return new Readiness.Ready(elapsed(begun), answers.count());
      }
      if (isHopeless(instance.get().status())
          || elapsed(begun).plus(pause).compareTo(probe.limit()) > 0) {
        return gaveUp(id, probe, answers, elapsed(begun), port);
      }
      Thread.sleep(pause);
      var doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  private static boolean isHopeless(InstanceStatus status) {
    return switch (status) {
      case InstanceStatus.CrashLooping _, InstanceStatus.Ended _, InstanceStatus.Lost _ -> true;
      case InstanceStatus.Stopping _ -> true;
      case InstanceStatus.Running _, InstanceStatus.Restarting _ -> false;
    };
  }

  private Readiness gaveUp(
      InstanceId id, ReadinessProbe probe, ProbeAnswers answers, Duration after, int port) {
    var diagnosis =
        runtime.find(id).isPresent()
            ? runtime.diagnose(id)
            : new Diagnosis(
                new InstanceStatus.Lost("it was removed", false),
                List.of(),
                Optional.empty(),
                List.of());
    var story = new ReadinessStory(probe, diagnosis, answers, port);
    return new Readiness.NotReady(story.problem(after), diagnosis);
  }

  private static Duration elapsed(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
