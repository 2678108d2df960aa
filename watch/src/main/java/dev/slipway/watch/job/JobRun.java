package dev.slipway.watch.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One time that a job was due, and what became of it.
 *
 * @param askedBy who asked for it; empty when it was due by the clock
 * @param attempt the try that runs or ran last; 0 before the first
 * @param attempts so many may be made
 * @param place the control plane that runs it
 * @param instance what runs it; empty for a request
 * @param stopWhy why it was told to end
 * @param fact how it ended, in a few words
 */
public record JobRun(
    String id,
    JobKey job,
    Instant dueAt,
    Optional<String> askedBy,
    State state,
    int attempt,
    int attempts,
    Optional<String> place,
    Optional<String> release,
    Optional<String> instance,
    Optional<Instant> endsBy,
    Optional<String> stopWhy,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Integer> exitCode,
    String fact) {

  /** Where a run stands. */
  public enum State {
    WAITING,
    /** It is claimed; whether it was started is not written down yet. */
    STARTING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    /** It was ended for the next run. */
    REPLACED,
    /** The one before still ran. */
    SKIPPED,
    /** Nothing was there to run it when it was due. */
    MISSED,
    /** Nobody saw how it ended: that is not known to be well. */
    UNSEEN;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public boolean hasEnded() {
      return this != WAITING && this != STARTING && this != RUNNING;
    }
  }

  public Optional<Duration> took() {
    return startedAt.flatMap(start -> endedAt.map(end -> Duration.between(start, end)));
  }
}
