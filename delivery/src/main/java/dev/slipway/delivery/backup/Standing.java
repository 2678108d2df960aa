package dev.slipway.delivery.backup;

import dev.slipway.kit.Durations;
import dev.slipway.postgres.repository.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a cluster could be brought back to this moment.
 *
 * @param newest backup; empty while there is none
 * @param missing why it does not reach to this moment; empty when it does, together with the log
 */
public record Standing(Optional<Backup> newest, String missing) {

  public boolean reachesNow() {
    return missing.isEmpty();
  }

  public Duration age(Instant now) {
    return newest
        .map(backup -> Duration.between(backup.span().stoppedAt(), now))
        .orElse(Duration.ofDays(36_500));
  }

  /** {@code backup of 02:40, 6 h old, proven, and the log since}. */
  public String text(Instant now) {
    return newest
        .map(
            backup ->
                "backup of "
                    + Durations.human(age(now))
                    + " ago"
                    + (backup.isProven() ? ", proven" : ", not proven yet")
                    + (reachesNow() ? ", and the log since" : "; " + missing))
        .orElse(missing);
  }
}
