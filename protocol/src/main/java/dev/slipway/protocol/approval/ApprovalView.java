package dev.slipway.protocol.approval;

import java.time.Instant;
import java.util.List;

/**
 * What a deployment waits with.
 *
 * @param hash of all that is approved together
 * @param reasons why anybody is asked
 * @param missing who has not spoken yet; empty when it goes on
 * @param lines the plan as a person reads it
 */
public record ApprovalView(
    String app,
    String environment,
    String version,
    long operation,
    String hash,
    String grade,
    List<String> reasons,
    List<String> missing,
    List<Said> said,
    List<String> lines) {

  /** What somebody said. */
  public record Said(String who, Instant at, boolean approves, List<String> roles, String note) {}
}
