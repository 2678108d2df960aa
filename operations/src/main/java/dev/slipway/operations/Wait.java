package dev.slipway.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * What a step waits for, durably. It is performed again when the time has come or a signal arrived,
 * and looks for itself whether it may go on: {@link StepContext#began} and {@link
 * StepContext#signals} survive restarts.
 *
 * @param reason as a person reads it, such as "soaks until Monday 14:00"
 * @param signal the key of {@link Operations#signal} that ends the wait
 * @param target whether others may change the target meanwhile
 */
public record Wait(String reason, Optional<Instant> until, Optional<String> signal, Target target) {

  /** What happens to the operation's target during the wait. */
  public enum Target {
    HELD,
    /** Others may come first: the step must look again at what it relied on. */
    RELEASED
  }

  public static Wait until(Instant instant, String reason) {
    return new Wait(reason, Optional.of(instant), Optional.empty(), Target.HELD);
  }

  public static Wait forSignal(String key, String reason) {
    return new Wait(reason, Optional.empty(), Optional.of(key), Target.HELD);
  }

  /** Ends at this instant too, whichever comes first. */
  public Wait atMostUntil(Instant instant) {
    return new Wait(reason, Optional.of(instant), signal, target);
  }

  public Wait releasingTarget() {
    return new Wait(reason, until, signal, Target.RELEASED);
  }
}
