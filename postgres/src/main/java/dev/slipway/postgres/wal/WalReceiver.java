package dev.slipway.postgres.wal;

import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Segment;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * Follows a server's log and stores it, for as long as it is open: whoever dies, it takes up where
 * the repository ends. The server is told a position only once everything before it is stored, so
 * it keeps what we don't have. Nothing is remembered on this machine.
 */
public final class WalReceiver implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WalReceiver.class.getName());
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final int STATUS_SECONDS = 5;
  private static final String REMOVED = "has already been removed";

  private final Supplier<Login> admin;
  private final WalArchive archive;
  private final Duration delay;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Following following = new Following(null, null, "not connected yet", "");

  private WalReceiver(
      Supplier<Login> admin, WalArchive archive, Duration delay, InstantSource clock) {
    this.admin = admin;
    this.archive = archive;
    this.delay = delay;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("wal-receiver").unstarted(this::run);
  }

  /**
   * @param admin asked at each connection, because a server may come back on another port
   * @param delay how long what was received may wait until it is stored: what the death of the
   *     server's disk can cost
   */
  public static WalReceiver start(
      Supplier<Login> admin, WalArchive archive, Duration delay, InstantSource clock) {
    var receiver = new WalReceiver(admin, archive, delay, clock);
    receiver.thread.start();
    return receiver;
  }

  public Following following() {
    return following;
  }

  /** Waits until everything before the position is stored; false when the limit passed first. */
  public boolean await(Lsn position, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var durable = following.durable();
      if (durable != null && durable.compareTo(position) >= 0) {
        return true;
      }
      if (System.nanoTime() > end || closed) {
        return false;
      }
      LockSupport.parkNanos(IDLE_NANOS);
    }
  }

  private void run() {
    while (!closed) {
      try {
        follow(admin.get());
      } catch (SQLException | IOException | RuntimeException e) {
        if (!closed) {
          var now = following;
          following =
              new Following(now.durable(), now.at(), String.valueOf(e.getMessage()), now.gap());
          LOG.log(System.Logger.Level.DEBUG, "following the log was interrupted", e);
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    }
  }

  private void follow(Login login) throws SQLException, IOException {
    var slot = ReplicationSlot.ensure(login);
    try (var connection = login.connectForReplication()) {
      var timeline = timeline(connection);
      keepHistory(login, timeline);
      var wanted = firstMissing(timeline, slot);
      try (var stream = begin(connection, wanted)) {
        receive(stream, new SegmentBuffer(archive, wanted));
      } catch (SQLException e) {
        var oldest = oldest(timeline, slot);
        if (!String.valueOf(e.getMessage()).contains(REMOVED) || wanted.equals(oldest)) {
          throw e;
        }
        noteGap(wanted, oldest);
        archive.startAt(oldest);
      }
    }
  }

  private static PGReplicationStream begin(Connection connection, Segment first)
      throws SQLException {
    return connection
        .unwrap(PGConnection.class)
        .getReplicationAPI()
        .replicationStream()
        .physical()
        .withSlotName(ReplicationSlot.NAME)
        .withStartPosition(LogSequenceNumber.valueOf(first.start().bytes()))
        .withStatusInterval(STATUS_SECONDS, TimeUnit.SECONDS)
        .start();
  }

  private static int timeline(Connection replication) throws SQLException {
    try (var statement = replication.createStatement();
        var rows = statement.executeQuery("IDENTIFY_SYSTEM")) {
      rows.next();
      return rows.getInt("timeline");
    }
  }

  /**
   * The first segment that isn't stored. Not simply the one after the newest: a backup stores the
   * segments that it needs itself, and may be ahead of us.
   */
  private Segment firstMissing(int timeline, ReplicationSlot slot) throws IOException {
    var stored = archive.segments();
    var oldest = oldest(timeline, slot);
    var least = least(timeline);
    var first = least.isPresent() && oldest.number() < least.get().number() ? least.get() : oldest;
    // The slot keeps all that we never confirmed; what is missing before it may still be there.
    while (least.isPresent()
        && first.number() > least.get().number()
        && !stored.containsKey(first.previous().toString())) {
      first = first.previous();
    }
    while (stored.containsKey(first.toString())) {
      first = first.next();
    }
    return first;
  }

  /** Before it nothing of the timeline is wanted: it began there, or the log before it is lost. */
  private Optional<Segment> least(int timeline) throws IOException {
    var start = archive.start(timeline);
    if (start.isPresent()) {
      return start;
    }
    var begin =
        TimelineHistory.of(archive, timeline)
            .begin()
            .map(at -> Segment.holding(timeline, at, archive.segmentSize()));
    return begin.isPresent() ? begin : archive.oldest(timeline);
  }

  /** What the server certainly still has. */
  private Segment oldest(int timeline, ReplicationSlot slot) {
    var restart = Objects.requireNonNull(slot.restart(), "a reserved slot has a position");
    return Segment.holding(timeline, restart, archive.segmentSize());
  }

  private void noteGap(Segment wanted, Segment oldest) {
    var gap = "the log from " + wanted + " to before " + oldest + " was never received";
    following = new Following(following.durable(), following.at(), "", gap);
    LOG.log(System.Logger.Level.WARNING, gap + ": a new backup is needed");
  }

  /** A restore begins a new timeline; the file that says where is needed to follow it later. */
  private void keepHistory(Login login, int timeline) throws SQLException, IOException {
    if (timeline == 1) {
      return;
    }
    try (var connection = login.connect();
        var statement = connection.prepareStatement("SELECT pg_read_binary_file(?, true)")) {
      statement.setString(1, "pg_wal/" + WalArchive.historyName(timeline));
      try (var rows = statement.executeQuery()) {
        var content = rows.next() ? rows.getBytes(1) : null;
        if (content != null) {
          archive.putHistory(timeline, content);
        }
      }
    }
  }

  private void receive(PGReplicationStream stream, SegmentBuffer buffer)
      throws SQLException, IOException {
    report(stream, buffer.durable());
    var unstoredSince = 0L;
    while (!closed) {
      var bytes = stream.readPending();
      if (bytes != null) {
        var end = Objects.requireNonNull(stream.getLastReceiveLSN()).asLong();
        var before = buffer.durable();
        unstoredSince = buffer.hasUnstored() ? unstoredSince : System.nanoTime();
        buffer.add(new Lsn(end - bytes.remaining()), bytes);
        if (!buffer.durable().equals(before)) {
          report(stream, buffer.durable());
        }
      } else if (!buffer.hasUnstored()) {
        touch(buffer);
        LockSupport.parkNanos(IDLE_NANOS);
      }
      if (buffer.hasUnstored() && System.nanoTime() - unstoredSince > delay.toNanos()) {
        buffer.store();
        report(stream, buffer.durable());
      } else if (bytes == null && buffer.hasUnstored()) {
        LockSupport.parkNanos(IDLE_NANOS);
      }
    }
  }

  private void touch(SegmentBuffer buffer) {
    following = new Following(buffer.durable(), clock.instant(), "", following.gap());
  }

  private void report(PGReplicationStream stream, @Nullable Lsn durable) throws SQLException {
    var position = LogSequenceNumber.valueOf(Objects.requireNonNull(durable).bytes());
    stream.setFlushedLSN(position);
    stream.setAppliedLSN(position);
    stream.forceUpdateStatus();
    following = new Following(durable, clock.instant(), "", following.gap());
  }

  /** A new backup needs nothing from before the gap. */
  public void gapIsClosed() {
    var now = following;
    following = new Following(now.durable(), now.at(), now.trouble(), "");
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
