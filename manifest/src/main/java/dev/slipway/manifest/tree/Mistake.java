package dev.slipway.manifest.tree;

import dev.slipway.kit.Problem;

/** Something wrong in a file, and where. */
public record Mistake(Place place, Problem problem) {
  public static Mistake of(Place place, String code, String fact, String hint) {
    return new Mistake(place, Problem.of(Problem.Kind.BAD_INPUT, code, fact, hint));
  }
}
