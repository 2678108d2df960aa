package dev.slipway.protocol.maintenance;

/**
 * Asks to close an environment to its users.
 *
 * @param mode full, or read-only: reading goes on
 * @param databases whether its databases take no writes either: transactions are read-only
 * @param message for those who find it closed; may be empty
 */
public record CloseEnvironment(String mode, boolean databases, String message) {
  public CloseEnvironment {
    mode = mode == null ? "full" : mode;
    message = message == null ? "" : message;
  }
}
