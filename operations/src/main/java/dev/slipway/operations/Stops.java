package dev.slipway.operations;

import dev.slipway.protocol.operation.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others tell a run: that it is cancelled, that its worker closes, that its lease is lost. */
final class Stops {
  private @Nullable Request cancelled;
  private boolean closing;
  private boolean leaseLost;

  /** Forward only: an undo under way is not cancelled. */
  private boolean undoing;

  private StopSwitch current = new StopSwitch();

  synchronized void cancel(Request request) {
    if (cancelled == null) {
      cancelled = request;
    }
    if (!undoing) {
      current.pull(StopReason.CANCELLED);
    }
  }

  /** Nothing new is begun; what runs may still end. */
  synchronized void close() {
    closing = true;
  }

  /** What runs is stopped now. */
  synchronized void shutDown() {
    closing = true;
    current.pull(StopReason.SHUTDOWN);
  }

  synchronized void loseLease() {
    leaseLost = true;
    current.pull(StopReason.LEASE_LOST);
  }

  /** The switch for the step that is about to be performed. */
  synchronized StopSwitch next() {
    current = new StopSwitch();
    if (leaseLost) {
      current.pull(StopReason.LEASE_LOST);
    } else if (cancelled != null && !undoing) {
      current.pull(StopReason.CANCELLED);
    }
    return current;
  }

  synchronized void undo() {
    undoing = true;
  }

  synchronized Optional<Request> cancelled() {
    return Optional.ofNullable(cancelled);
  }

  synchronized boolean closing() {
    return closing;
  }

  synchronized boolean leaseHeld() {
    return !leaseLost;
  }
}
