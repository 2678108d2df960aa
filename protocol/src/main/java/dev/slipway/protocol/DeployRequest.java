package dev.slipway.protocol;

/**
 * Asks to deploy an application's folder as it is now.
 *
 * @param again even if exactly this is serving already
 * @param why in the words of who asks; may be empty
 */
public record DeployRequest(boolean again, String why) {
  public DeployRequest {
    why = why == null ? "" : why;
  }
}
