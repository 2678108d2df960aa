package dev.slipway.migration.apply;

import dev.slipway.migration.run.LockPatience;
import java.time.Duration;
import java.util.Optional;

/**
 * How an application behaves towards others.
 *
 * @param waitForOthers how long it waits for another application to end
 * @param endIdle a blocker that is idle in its transaction for longer is ended; never when empty
 */
public record Policy(LockPatience patience, Duration waitForOthers, Optional<Duration> endIdle) {
  public static Policy standard() {
    return new Policy(LockPatience.standard(), Duration.ofSeconds(30), Optional.empty());
  }
}
