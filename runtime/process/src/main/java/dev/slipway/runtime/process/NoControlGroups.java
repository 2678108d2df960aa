package dev.slipway.runtime.process;

import dev.slipway.runtime.contract.Enforcement;
import dev.slipway.runtime.contract.Limits;

/** Where the kernel offers none, or not to us: instances run, their limits are not enforced. */
record NoControlGroups(boolean unknownHere) implements ControlGroups {

  @Override
  public Enforcement enforcement() {
    return new Enforcement(
        false,
        false,
        false,
        unknownHere
            ? "not enforced: this machine has no control groups"
            : "not enforced: we may not make control groups (run as root, or let systemd"
                + " delegate)");
  }

  @Override
  public Place make(String name, Limits limits) {
    return Place.NONE;
  }

  @Override
  public Place at(String name) {
    return Place.NONE;
  }

  @Override
  public void remove(String name) {
    // There is none.
  }
}
