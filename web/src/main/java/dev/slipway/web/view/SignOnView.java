package dev.slipway.web.view;

import java.util.List;
import java.util.Optional;

/**
 * The server that vouches for people.
 *
 * @param callback what has to be entered there
 * @param remove how it is taken away; empty while there is none
 */
public record SignOnView(
    State state,
    Form form,
    String callback,
    List<String> tied,
    Optional<Action> remove,
    Optional<String> problem) {

  /** What is set; the secret is never shown again. */
  public record Form(
      String path,
      String title,
      String issuer,
      String client,
      Secret secret,
      String address,
      String domains) {}

  /** Whether a secret is kept. */
  public enum Secret {
    MISSING,
    KEPT
  }
}
