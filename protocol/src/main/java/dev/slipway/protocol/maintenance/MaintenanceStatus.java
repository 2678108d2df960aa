package dev.slipway.protocol.maintenance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an environment is closed to its users, and by whom.
 *
 * @param link lets who opens it pass, for twelve hours; absent when it is open
 * @param linkUntil when the link ends
 */
public record MaintenanceStatus(
    String app,
    String environment,
    boolean closed,
    List<Reason> reasons,
    @Nullable String link,
    @Nullable Instant linkUntil) {

  /**
   * One who keeps it closed.
   *
   * @param holder person, or a deployment such as {@code v53}
   * @param databases whether its databases take no writes either
   */
  public record Reason(
      String holder, String mode, boolean databases, String message, String by, Instant since) {}
}
