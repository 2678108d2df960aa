package dev.slipway.access.audit;

/**
 * Who did something and from where.
 *
 * @param id the person's identifier, {@code local-owner}, {@code slipway}, or {@code anonymous}
 * @param name as people read it, with the token's name where one was used
 * @param address the network address it came from; {@code local} for this machine's own socket
 */
public record Actor(String id, String name, String address) {
  public static final Actor SLIPWAY = new Actor("slipway", "Slipway", "local");

  public static Actor anonymous(String claimedName, String address) {
    return new Actor("anonymous", claimedName, address);
  }
}
