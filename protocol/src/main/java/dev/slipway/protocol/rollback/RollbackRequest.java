package dev.slipway.protocol.rollback;

import org.jspecify.annotations.Nullable;

/**
 * Asks to go back: the path says whether with the data.
 *
 * @param to such as {@code v52}; absent: to what served before
 * @param yes what is not measured, and what is lost, was read and accepted
 * @param why in the words of who asks; may be empty
 */
public record RollbackRequest(@Nullable String to, boolean yes, String why) {
  public RollbackRequest {
    why = why == null ? "" : why;
  }
}
