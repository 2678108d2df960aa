package dev.slipway.kit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks at something again and again on a thread of its own until it is closed. A look that fails
 * is told, and the next comes all the same. Closing waits for a look under way and interrupts
 * nothing.
 */
public final class Rounds implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());

  private final String name;
  private final Duration pause;
  private final Runnable look;
  private final Thread thread;
  private volatile boolean over;

  /**
   * @param name of the thread, and of what is told when a look fails
   */
  public Rounds(String name, Duration pause, Runnable look) {
    this.name = name;
    this.pause = pause;
    this.look = look;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Whether a long look should end early: it is being closed. */
  public boolean isOver() {
    return over;
  }

  private void run() {
    while (!over) {
      try {
        look.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, name + ": a look failed, another comes soon", e);
      }
      if (!over) {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
