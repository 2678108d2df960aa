package dev.slipway.delivery.watch;

import dev.slipway.delivery.instances.InstanceRef;
import dev.slipway.delivery.instances.ReleaseInstances;
import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.InstanceStatus;
import java.util.List;
import java.util.Optional;

/** Whether instances that answered once still stand. */
public record Standing(ReleaseInstances instances, String consequence) {
  private static final int LAST_WORDS = 3;

  /** The first that doesn't stand any more, and what follows. */
  public Optional<Problem> problem(List<InstanceRef> refs) {
    return refs.stream().flatMap(ref -> problem(ref).stream()).findFirst();
  }

  private Optional<Problem> problem(InstanceRef ref) {
    var status = instances.status(ref);
    if (status.isEmpty()) {
      return Optional.of(told(ref, "is gone"));
    }
    return switch (status.get()) {
      case InstanceStatus.CrashLooping loop ->
          Optional.of(
              told(ref, "ends again and again: " + loop.last().text() + ", " + loop.ends() + " ×"));
      case InstanceStatus.Ended ended -> Optional.of(told(ref, "ended: " + ended.exit().text()));
      case InstanceStatus.Lost lost when !lost.processAlive() ->
          Optional.of(told(ref, "is lost: " + lost.reason()));
      // One end may be an accident, and the next start is under way.
      default -> Optional.empty();
    };
  }

  private Problem told(InstanceRef ref, String fact) {
    var last = instances.lastWords(ref, LAST_WORDS);
    return Problem.of(
        Problem.Kind.FAILED,
        "SLIP-7652",
        ref.id()
            + " "
            + fact
            + (last.isEmpty() ? "" : " (" + String.join(" | ", last) + ")")
            + ": "
            + consequence,
        "");
  }
}
