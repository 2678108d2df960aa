package dev.slipway.operations;

import dev.slipway.operations.journal.LeasedOperation;

/**
 * The pen of a run: replaced when a step doesn't heed its stop and is left behind with the old one.
 */
final class HeldPen {
  private volatile LeasedOperation pen;

  HeldPen(LeasedOperation pen) {
    this.pen = pen;
  }

  LeasedOperation get() {
    return pen;
  }

  void renew() {
    pen = pen.renewed();
  }
}
