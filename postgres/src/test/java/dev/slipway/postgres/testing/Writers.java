package dev.slipway.postgres.testing;

import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Applications that write and keep a ledger of what the database acknowledged. They live through
 * the death of the server: what was not acknowledged is not in the ledger.
 */
public final class Writers implements AutoCloseable {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS ledger (id bigint PRIMARY KEY, text text)";

  /**
   * @param begunAt before the commit was asked for
   * @param acknowledgedAt after the server said that it is done
   */
  public record Entry(long id, Instant begunAt, Instant acknowledgedAt) {}

  private final Supplier<Login> login;
  private final AtomicLong next = new AtomicLong();
  private final ConcurrentLinkedQueue<Entry> ledger = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private Writers(Supplier<Login> login) {
    this.login = login;
  }

  public static Writers start(RunningCluster cluster, int count) throws SQLException {
    TestingClusters.execute(cluster, TABLE);
    return start(() -> cluster.login(ClusterRole.READWRITE), count);
  }

  /** The supplier is asked at each new connection: the port may change when the server restarts. */
  public static Writers start(Supplier<Login> login, int count) {
    var writers = new Writers(login);
    for (var i = 0; i < count; i++) {
      writers.threads.add(Thread.ofVirtual().start(writers::work));
    }
    return writers;
  }

  private void work() {
    while (!ended) {
      try (var connection = login.get().connect();
          var insert = connection.prepareStatement("INSERT INTO ledger VALUES (?, ?)")) {
        while (!ended) {
          var id = next.incrementAndGet();
          var begun = Instant.now();
          insert.setLong(1, id);
          insert.setString(2, "row " + id + " ".repeat((int) (id % 200)));
          insert.executeUpdate();
          ledger.add(new Entry(id, begun, Instant.now()));
        }
      } catch (SQLException | RuntimeException serverIsAway) {
        Thread.onSpinWait();
      }
    }
  }

  public Set<Long> acknowledged() {
    var ids = new HashSet<Long>();
    ledger.forEach(entry -> ids.add(entry.id()));
    return ids;
  }

  /** In the order in which they were acknowledged. */
  public List<Entry> entries() {
    return ledger.stream().sorted(Comparator.comparing(Entry::acknowledgedAt)).toList();
  }

  public void awaitCommits(int more) throws InterruptedException {
    var wanted = ledger.size() + more;
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (ledger.size() < wanted) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("only " + ledger.size() + " commits of " + wanted);
      }
      Thread.sleep(5);
    }
  }

  public Set<Long> rowsIn(Login where) throws SQLException {
    var ids = new HashSet<Long>();
    try (var connection = where.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM ledger")) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  public void stop() {
    ended = true;
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stop();
  }
}
