package dev.slipway.store;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.kit.StateFile;
import dev.slipway.postmaster.PostgresBinaries;
import dev.slipway.postmaster.PostgresServer;
import dev.slipway.postmaster.Postmaster;
import dev.slipway.postmaster.StopMode;
import dev.slipway.postmaster.Superuser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL cluster of the control plane's own. The password is written before the cluster is
 * made, so that a crash in between leaves a password without a cluster and never the reverse.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EmbeddedStore.class.getName());
  private static final String USER = "slipway";
  private static final String DATABASE = "postgres";
  private static final int PASSWORD_CHARACTERS = 32;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "64MB",
          "max_connections", "100",
          "max_wal_size", "256MB",
          "min_wal_size", "32MB",
          "wal_level", "minimal",
          "max_wal_senders", "0",
          "log_min_duration_statement", "1000",
          "cluster_name", "slipway-store");

  private final Postmaster postmaster;
  private final StateFile password;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable StoreAddress address;
  private volatile boolean closed;
  private @Nullable Thread watcher;

  /**
   * @param folder where the cluster is or will be; whoever PostgreSQL runs as must reach it
   * @param password the file that holds its password; ours alone
   */
  public EmbeddedStore(PostgresBinaries binaries, Path folder, Path password) {
    this.postmaster = new Postmaster(binaries, folder.resolve("store"));
    this.password = new StateFile(password);
  }

  /** The address of the store's cluster, which is made and started if need be. */
  public StoreAddress start() {
    lock.lock();
    try {
      var secret = secret();
      if (!postmaster.isInitialized()) {
        postmaster.initialize(new Superuser(USER, secret));
      }
      // The port of the last time, if it is still free: who wrote it down finds us again.
      var server = postmaster.start(SETTINGS, postmaster.lastPort());
      var started = new StoreAddress(server.jdbcUrl(DATABASE), USER, secret);
      address = started;
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Where it is now; another place after a restart whose port somebody had taken. */
  public StoreAddress address() {
    var known = address;
    return known == null ? start() : known;
  }

  /** From now on a server that dies is started again, until {@link #close}. */
  public void watch() {
    watcher = Thread.ofPlatform().daemon().name("store-watch").start(this::watchOver);
  }

  private void watchOver() {
    var pause = LOOK;
    while (!closed) {
      LockSupport.parkNanos(pause.toNanos());
      pause = revived() ? LOOK : RETRY;
    }
  }

  /** False when it is down and can't be started now: a full disk has to be emptied first. */
  private boolean revived() {
    lock.lock();
    try {
      if (closed || postmaster.running().isPresent()) {
        return true;
      }
      LOG.log(System.Logger.Level.WARNING, "the store's PostgreSQL is gone: it is started again");
      var now = start();
      LOG.log(System.Logger.Level.INFO, "the store is back: {0}", now);
      return true;
    } catch (ProblemException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "{0}. Hint: {1}; tried again in {2} s",
          e.problem().fact(),
          e.problem().hint(),
          RETRY.toSeconds());
      return false;
    } finally {
      lock.unlock();
    }
  }

  public boolean isNew() {
    return !postmaster.isInitialized();
  }

  public java.util.Optional<PostgresServer> running() {
    return postmaster.running();
  }

  public String version() {
    return postmaster.binaries().version();
  }

  private String secret() {
    try {
      var known = password.read();
      if (known.isPresent() && !known.get().isBlank()) {
        return known.get().strip();
      }
      if (postmaster.isInitialized()) {
        throw Problem.of(
                Problem.Kind.UNAVAILABLE,
                "SLIP-2005",
                password.path()
                    + " is missing, and the store in "
                    + postmaster.dataDirectory()
                    + " can't be opened without it",
                "bring the file back from a copy of the data directory")
            .exception();
      }
      var fresh = Ids.secret(PASSWORD_CHARACTERS);
      password.write(fresh + "\n");
      return fresh;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-2006",
              password.path() + " can't be read or written: " + e.getMessage(),
              "check the folder's owner and the disk's space")
          .exception(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    lock.lock();
    try {
      if (!postmaster.stop(StopMode.FAST, STOP_LIMIT)) {
        postmaster.stop(StopMode.IMMEDIATE, STOP_LIMIT);
      }
    } finally {
      lock.unlock();
    }
    var watching = watcher;
    if (watching != null) {
      LockSupport.unpark(watching);
    }
  }
}
