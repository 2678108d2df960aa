package dev.slipway.server;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.postmaster.FreePort;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Listens on the port that was asked for or nowhere, on the usual one or on any other. */
final class Ports {
  private Ports() {}

  /**
   * @param asked the port that a person named; if it is taken that is an error
   * @param usual the port that is used when it is free; any other otherwise, said aloud
   * @param listen binds the port, or throws a conflict when it is taken
   */
  static <T> T listen(String whose, @Nullable Integer asked, int usual, IntFunction<T> listen) {
    if (asked != null) {
      return listen.apply(asked);
    }
    if (FreePort.isFree(usual)) {
      try {
        return listen.apply(usual);
      } catch (ProblemException e) {
        if (e.problem().kind() != Problem.Kind.CONFLICT) {
          throw e;
        }
        // Somebody was faster.
      }
    }
    System.out.println("Port " + usual + " is in use; the " + whose + " takes another");
    return listen.apply(0);
  }
}
