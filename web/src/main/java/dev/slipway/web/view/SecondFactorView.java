package dev.slipway.web.view;

import java.util.List;
import java.util.Optional;

/**
 * The viewer's own second factor.
 *
 * @param problem why the last code did not work
 */
public record SecondFactorView(State state, Stage stage, Optional<String> problem) {

  /** How far it has come. */
  public sealed interface Stage {}

  /** Not there; absent path: the viewer signs in in another way, which {@code why} says. */
  public record Off(Optional<String> beginPath, String why) implements Stage {}

  /**
   * A secret to take into an app, which counts once a code of it is entered.
   *
   * @param link what the picture says, for apps on the same device
   * @param typed the secret in groups of four
   */
  public record Offered(String link, String typed, String confirmPath, String againPath)
      implements Stage {}

  /** Codes for paper, shown this once. */
  public record Paper(List<String> codes, String donePath) implements Stage {}

  /**
   * @param left how many codes for paper were not used yet
   */
  public record On(int left, String renewPath, String offPath) implements Stage {}
}
