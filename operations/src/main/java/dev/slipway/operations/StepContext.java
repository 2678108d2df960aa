package dev.slipway.operations;

import dev.slipway.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a step knows and may do while it is performed or undone. */
public interface StepContext<I extends Record> {

  /** The operation's number. */
  long operation();

  I input();

  Instant now();

  /** When this step began for the first time; waits and restarts don't change it. */
  Instant began();

  /** Counts from 1; more than 1 after a failure that is tried again or a worker's death. */
  int attempt();

  /**
   * What an earlier step returned. It is a fault of the operation's type to ask for one that has no
   * output.
   */
  <O extends Record> O output(Class<? extends Step<I, O>> step);

  /** What an earlier step returned, unless it was skipped or hasn't run. */
  <O extends Record> Optional<O> find(Class<? extends Step<I, O>> step);

  /**
   * Keeps what {@link Step#undo} or the next try needs to know, at once: name a thing before it is
   * made.
   */
  void remember(Record partial);

  /** What was remembered last, by this try of the step or one before. */
  <T extends Record> Optional<T> recall(Class<T> type);

  /** How far it is; a total of 0 when nobody knows. */
  void progress(long done, long total, String unit);

  /** A line of log. */
  void say(String text);

  void figure(String name, double value, String unit);

  /**
   * A figure beyond its limit with what follows: "error rate 3.1 % > 1 % for 30 s: switching back".
   */
  void breach(
      String name, double value, double limit, String unit, Duration lasting, String consequence);

  /**
   * Starts a process that belongs to this step: a cancel, a timeout and the next worker after a
   * crash kill it with all it started. Not for what shall outlive the step.
   */
  Process start(ProcessBuilder builder) throws IOException;

  /** Runs when the step is to stop early: ends remote work that an interrupt doesn't reach. */
  void onStop(Runnable stop);

  /**
   * Throws when the step is to stop; called in long loops. Blocking calls are interrupted anyway.
   */
  void checkStop();

  /**
   * Grows with each worker that takes the operation. What it is handed to can refuse a worker that
   * was cut off and doesn't know it.
   */
  long fence();

  /** A transaction on the store that can't be committed once the lease is lost. */
  <T extends @Nullable Object> T transact(Store.Work<T> work);

  /** What was signalled under this key until now, oldest first. */
  List<Signal> signals(String key);
}
