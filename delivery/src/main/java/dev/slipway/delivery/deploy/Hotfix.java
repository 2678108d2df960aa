package dev.slipway.delivery.deploy;

import dev.slipway.kit.Problem;
import java.util.Optional;

/** What goes without some of what is asked of a release, for a reason that stays in the record. */
final class Hotfix {
  private Hotfix() {}

  /** Refuses one without a reason. */
  static void demandReason(String target, Optional<String> hotfix) {
    if (hotfix.filter(String::isBlank).isPresent()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7704",
              target + ": a hotfix needs a reason",
              "say in a few words why it can't wait: --hotfix \"…\"")
          .exception();
    }
  }
}
