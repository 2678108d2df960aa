package dev.slipway.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks to deploy an application's folder as it is now.
 *
 * @param again even if exactly this is serving already
 * @param why in the words of who asks; may be empty
 * @param hotfix why it goes without what a hotfix may go without; absent when it is none
 */
public record DeployRequest(boolean again, String why, @Nullable String hotfix) {
  public DeployRequest {
    why = why == null ? "" : why;
  }
}
