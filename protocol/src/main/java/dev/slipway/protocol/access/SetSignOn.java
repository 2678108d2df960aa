package dev.slipway.protocol.access;

import org.jspecify.annotations.Nullable;

/**
 * Which server vouches for people.
 *
 * @param secret absent to keep the one that is there
 * @param domains separated by commas or blanks; absent for none
 */
public record SetSignOn(
    String title,
    String issuer,
    String client,
    @Nullable String secret,
    String address,
    @Nullable String domains) {
  /** Without the secret. */
  @Override
  public String toString() {
    return title + " " + issuer + " " + client;
  }
}
