package dev.slipway.manifest.model;

import dev.slipway.manifest.binding.Aka;
import dev.slipway.manifest.binding.Doc;
import dev.slipway.manifest.binding.Shorthand;
import java.time.Duration;
import java.util.Optional;

/** What is different in one rule of alerts. */
public record AlertRule(
    @Doc(
            "errors, disk, memory: a share, as in 5%; latency, certificate: a duration; log-kept: a"
                + " size")
        @Shorthand
        @Aka({"above", "below", "threshold", "max", "min"})
        Optional<AlertLimit> limit,
    @Doc("how long it has to be wrong before it is told") @Aka({"for", "duration", "sustained"})
        Optional<Duration> after,
    @Doc("whether it is told in quiet hours too") @Aka({"wake", "grave", "critical", "page"})
        Optional<Boolean> wakes,
    @Doc("why it is never told here") @Aka({"disabled", "ignore", "mute"}) Optional<String> off) {

  /** What this says, and where it says nothing what the other does. */
  AlertRule over(AlertRule base) {
    return new AlertRule(
        limit.or(base::limit),
        after.or(base::after),
        wakes.or(base::wakes),
        // A rule that was off everywhere is on again where something is said of it.
        off.or(() -> saysMore() ? Optional.empty() : base.off()));
  }

  private boolean saysMore() {
    return limit.isPresent() || after.isPresent() || wakes.isPresent();
  }
}
