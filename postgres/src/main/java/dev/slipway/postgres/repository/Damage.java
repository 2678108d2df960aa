package dev.slipway.postgres.repository;

import dev.slipway.kit.Problem;

/** What is told when stored data isn't what was stored: the object by name, never a guess. */
final class Damage {
  private Damage() {}

  static RuntimeException of(ObjectStore store, String object, String what) {
    return Problem.of(
            Problem.Kind.FAILED,
            "SLIP-5101",
            store + "/" + object + ": " + what,
            "the disk or somebody changed it: restore from another backup, and see which ones are"
                + " hurt with slipway db backups --check")
        .exception();
  }

  static RuntimeException missing(ObjectStore store, String object) {
    return of(store, object, "is missing");
  }
}
