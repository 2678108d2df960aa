package dev.slipway.migration.run;

import dev.slipway.kit.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;

/**
 * Stops migrations from another thread: the statement that runs is cancelled and none follows. An
 * interrupt alone would not reach a thread that waits for the server.
 */
public final class Brake {
  private static final Duration AGAIN = Duration.ofMillis(50);

  private final Connection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean pulled;
  private boolean running;

  Brake(Connection connection) {
    this.connection = connection;
  }

  /** Returns when no statement of a migration runs any more. */
  public void pull() {
    lock.lock();
    try {
      pulled = true;
      // A request that comes before the server has begun the statement is lost, so it is repeated;
      // never after its end, where it would meet the clearing up.
      while (running) {
        cancel();
        ended.awaitNanos(AGAIN.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void cancel() {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // A server that is gone runs nothing; its session tells what happened.
      running = false;
    }
  }

  void statementStarts() {
    lock.lock();
    try {
      if (pulled) {
        throw Problem.of(
                Problem.Kind.CONFLICT,
                "SLIP-6056",
                "the migration was stopped between two statements",
                "apply again: it goes on where it was")
            .exception();
      }
      running = true;
    } finally {
      lock.unlock();
    }
  }

  void statementEnded() {
    lock.lock();
    try {
      running = false;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
