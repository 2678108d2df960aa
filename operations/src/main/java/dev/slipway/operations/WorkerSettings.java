package dev.slipway.operations;

import java.time.Duration;

/**
 * How a worker keeps its leases.
 *
 * @param name as the events show it
 * @param capacity how many operations it runs at once
 * @param beat how often it says that it lives
 * @param givesUpAfter it stops its steps when it could not say so for this long
 * @param deadAfter others take its operations when they saw no beat for this long; the difference
 *     to {@code givesUpAfter} is the time it has to stop
 */
public record WorkerSettings(
    String name, int capacity, Duration beat, Duration givesUpAfter, Duration deadAfter) {

  public WorkerSettings {
    if (givesUpAfter.compareTo(deadAfter) >= 0 || beat.compareTo(givesUpAfter) >= 0) {
      throw new IllegalArgumentException(
          "a worker must beat within %s, give up before %s and only then be taken for dead"
              .formatted(givesUpAfter, deadAfter));
    }
  }

  public static WorkerSettings named(String name) {
    return new WorkerSettings(
        name, 1_000, Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(6));
  }

  public WorkerSettings withCapacity(int operations) {
    return new WorkerSettings(name, operations, beat, givesUpAfter, deadAfter);
  }
}
