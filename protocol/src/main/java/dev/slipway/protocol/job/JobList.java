package dev.slipway.protocol.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of an environment.
 *
 * @param closed whether it is in maintenance: no job begins then
 */
public record JobList(String app, String environment, boolean closed, List<JobLine> jobs) {

  /**
   * One job.
   *
   * @param what the command or the request
   * @param next when it is due; absent when it never is by the clock
   */
  public record JobLine(
      String name,
      String schedule,
      String what,
      String overlap,
      @Nullable Instant next,
      @Nullable JobRunLine last) {}
}
