package dev.slipway.server;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened on the way up, to be closed on the way down. */
final class Kept implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Kept.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T part) {
    open.push(part);
    return part;
  }

  /** Newest first; a part that fails to close does not keep the others. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "a part did not close well", e);
      }
    }
  }
}
