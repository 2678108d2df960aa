package dev.slipway.web.view;

import java.util.Optional;

/**
 * @param problem why the last try did not work
 * @param signOn leads to the server that vouches for people, where there is one
 * @param next where to go afterwards; a path of our own
 */
public record SignInView(
    Stage stage, Optional<String> problem, String email, Optional<Link> signOn, String next) {

  /** What is asked for. */
  public enum Stage {
    PASSWORD,
    CODE
  }
}
