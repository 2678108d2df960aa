package dev.slipway.catalog;

import java.util.Optional;

/**
 * Where an entry of the history came from: the same build, not made anew.
 *
 * @param from the environment in which it served
 * @param number the entry that served there
 * @param how a person asked, or a trigger did
 * @param hotfix why criteria were left out
 */
public record Promotion(String from, int number, How how, Optional<String> hotfix) {

  /** Who began it. */
  public enum How {
    ASKED,
    FOLLOWING
  }

  /** {@code staging v54}. */
  public String origin() {
    return from + " v" + number;
  }
}
