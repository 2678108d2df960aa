package dev.slipway.access.signon;

import java.net.URI;
import java.util.Set;

/**
 * The server that vouches for people, and what we are called there.
 *
 * @param issuer such as {@code https://login.example.org}
 * @param callback our own address that it sends people back to
 * @param admittedDomains mail domains whose people get an account as viewers without an invitation
 */
public record OpenIdSettings(URI issuer, Client client, URI callback, Set<String> admittedDomains) {

  /** What we are called at the server, and our secret there. */
  public record Client(String id, String secret) {
    @Override
    public String toString() {
      return id;
    }
  }

  public OpenIdSettings {
    admittedDomains = Set.copyOf(admittedDomains);
  }
}
