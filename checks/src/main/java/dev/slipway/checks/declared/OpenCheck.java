package dev.slipway.checks.declared;

import dev.slipway.checks.Asking;
import dev.slipway.checks.Check;
import dev.slipway.checks.Finding;
import java.util.List;

/** A check that was asked for and can't be run here: it stays in the list, as not measured. */
record OpenCheck(String name, String why) implements Check {
  @Override
  public Finding run(Asking asking) {
    return Finding.unmeasured(why, List.of());
  }
}
