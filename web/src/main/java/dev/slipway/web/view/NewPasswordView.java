package dev.slipway.web.view;

import java.util.Optional;

/**
 * Where an account gets its password: at the first set-up, by an invitation, or after a reset.
 *
 * @param secret the one-time secret of the link, handed on with the form
 */
public record NewPasswordView(
    Occasion occasion, String secret, String name, String email, Optional<String> problem) {

  public enum Occasion {
    SET_UP,
    INVITATION
  }
}
