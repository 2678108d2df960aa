package dev.slipway.delivery.approval;

import java.time.Instant;
import java.util.List;

/**
 * What somebody said to a plan.
 *
 * @param hash of the plan that they were shown
 * @param roles in which they speak
 */
public record Consent(
    String who, Instant at, String hash, boolean approves, List<String> roles, String note) {
  public Consent {
    roles = List.copyOf(roles);
  }

  /** {@code ada for product-owner, cto: looks right}. */
  public String text() {
    return who
        + (roles.isEmpty() ? "" : " for " + String.join(", ", roles))
        + (note.isEmpty() ? "" : ": " + note);
  }
}
