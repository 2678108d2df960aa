package dev.slipway.edge.proxy;

import dev.slipway.edge.pool.Instance;
import java.util.BitSet;

/** What has failed of a request so far. Most requests never have one. */
final class Retries {
  private static final int MOST = 2;

  private final BitSet tried = new BitSet();
  private int count;

  /** Whether there may be another try. */
  boolean left() {
    return count < MOST;
  }

  void add() {
    count++;
  }

  /** This one shall not get the request again. */
  void avoid(Instance instance) {
    tried.set(instance.index());
  }

  /** Indexes of the instances that are avoided. */
  BitSet tried() {
    return tried;
  }
}
