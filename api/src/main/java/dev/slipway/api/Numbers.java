package dev.slipway.api;

import dev.slipway.kit.Problem;

/** Numbers in paths and headers. */
final class Numbers {
  private Numbers() {}

  static long parse(String what, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT, "SLIP-8509", what + ": \"" + text + "\" is no number", "")
          .exception(e);
    }
  }
}
