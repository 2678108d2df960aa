package dev.slipway.protocol.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time that a job was due or asked for.
 *
 * @param state waiting, starting, running, succeeded, failed, timed-out, replaced, skipped, missed
 *     or unseen
 * @param askedBy who asked for it; absent when it was due by the clock
 * @param tookMillis of the last try
 * @param exitCode of a command, or the status of an answer
 * @param fact how it ended, in a few words
 */
public record JobRunLine(
    String id,
    String job,
    String state,
    Instant dueAt,
    @Nullable String askedBy,
    @Nullable String release,
    int attempt,
    int attempts,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long tookMillis,
    @Nullable Integer exitCode,
    String fact) {

  /** Nothing more becomes of it. */
  public boolean hasEnded() {
    return !state.equals("waiting") && !state.equals("starting") && !state.equals("running");
  }
}
