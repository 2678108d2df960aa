package dev.slipway.delivery.keep;

import dev.slipway.catalog.KeptReleases;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.Rounds;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.protocol.operation.Request;
import java.time.Duration;

/** Sees when the time of a kept release is over. What it knows is in the store alone. */
public final class Sweeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Before it is tried again to let go what could not be. */
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private static final Request REQUEST =
      new Request("slipway", "sweeper", "its time as a way back is over");

  private final KeptReleases kept;
  private final LetGo letGo;
  private final Operations operations;
  private final Rounds rounds;

  public Sweeper(KeptReleases kept, LetGo letGo, Operations operations) {
    this.kept = kept;
    this.letGo = letGo;
    this.operations = operations;
    this.rounds = new Rounds("sweeper", LOOK, this::sweep);
  }

  public Sweeper start() {
    rounds.start();
    return this;
  }

  private void sweep() {
    for (var due : kept.claimDue(AGAIN)) {
      var order = new LetGoOrder(due.app(), due.environment(), due.release());
      try {
        var number = operations.submit(letGo, order, REQUEST, WhenBusy.REFUSE);
        LOG.log(System.Logger.Level.DEBUG, "{0}: let go by operation {1}", order.version(), number);
      } catch (ProblemException busy) {
        // A deployment is at it, which may want just this release back: later.
        LOG.log(System.Logger.Level.DEBUG, busy.problem().fact());
      }
    }
  }

  @Override
  public void close() {
    rounds.close();
  }
}
