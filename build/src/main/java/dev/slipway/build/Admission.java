package dev.slipway.build;

import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.Headroom;

/** Nothing is built that might take memory or disk from what runs. */
final class Admission {
  private Admission() {}

  static void demand(BuildRequest request, Headroom free) {
    demand(request, "memory", request.limits().memory(), free.memory());
    demand(request, "disk", request.limits().disk(), free.disk());
  }

  private static void demand(BuildRequest request, String of, ByteSize needed, ByteSize free) {
    if (free.compareTo(needed) < 0) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7105",
              request.name()
                  + " was not built: "
                  + free.human()
                  + " of "
                  + of
                  + " are free, and it may use "
                  + needed.human(),
              "free some, or lower what this build may use")
          .exception();
    }
  }
}
