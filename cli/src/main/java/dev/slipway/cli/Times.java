package dev.slipway.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as a person reads and types them: to the second, in UTC. All of it is in the JSON. */
final class Times {
  private Times() {}

  static String said(@Nullable Instant at) {
    return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The first whole second that isn't before; the beginning of what can be restored. */
  static String notBefore(Instant at) {
    var second = at.truncatedTo(ChronoUnit.SECONDS);
    return (second.equals(at) ? second : second.plusSeconds(1)).toString();
  }
}
