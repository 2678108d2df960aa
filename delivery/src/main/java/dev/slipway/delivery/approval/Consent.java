package dev.slipway.delivery.approval;

import java.time.Instant;
import java.util.List;

/**
 * What somebody said to a plan.
 *
 * @param hash of the plan that they were shown
 * @param roles in which they speak
 * @param voice how much their yes counts
 */
public record Consent(
    String who,
    Instant at,
    String hash,
    boolean approves,
    List<String> roles,
    String note,
    Voice voice) {

  /** Where two roles are asked for, two people are. */
  public enum Voice {
    /** One person, who fills one of the roles however many they hold. */
    OF_ONE,
    /** The owner of a machine on which nobody else has an account. */
    OF_ALL
  }

  public Consent {
    roles = List.copyOf(roles);
    // Absent in what an earlier version recorded: what was agreed to then stays agreed to.
    voice = voice == null ? Voice.OF_ALL : voice;
  }

  /** {@code ada for product-owner, cto: looks right}. */
  public String text() {
    return who
        + (roles.isEmpty() ? "" : " for " + String.join(", ", roles))
        + (note.isEmpty() ? "" : ": " + note);
  }
}
