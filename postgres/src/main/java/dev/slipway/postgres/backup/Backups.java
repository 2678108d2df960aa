package dev.slipway.postgres.backup;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.physical.BackupMode;
import dev.slipway.postgres.physical.DataFolder;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.physical.Pace;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.BackupContent;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalHarvest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.LongConsumer;

/**
 * Takes backups. Whatever dies, the next one begins anew and finds what this one stored; the backup
 * exists only once it is whole and the log that it needs is stored too.
 */
public final class Backups {
  private final RunningCluster cluster;
  private final Repository repository;
  private final InstantSource clock;

  public Backups(RunningCluster cluster, Repository repository, InstantSource clock) {
    this.cluster = cluster;
    this.repository = repository;
    this.clock = clock;
  }

  public Backup take(BackupRequest request) {
    return take(request, bytes -> {});
  }

  /**
   * @param progress told of each stretch of the data directory that is done, in bytes
   */
  public Backup take(BackupRequest request, LongConsumer progress) {
    var id = Ids.next(clock.instant());
    try (var lock = repository.lock("backup " + id)) {
      return take(id, request, progress);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-5110",
              cluster.name() + ": the backup failed: " + e.getMessage(),
              "check the space below "
                  + repository.store()
                  + "; the next backup goes on with what this one stored")
          .exception(e);
    }
  }

  private Backup take(String id, BackupRequest request, LongConsumer progress) throws IOException {
    var began = System.nanoTime();
    var index = repository.index();
    var startedAt = clock.instant();
    var corrupt = new ConcurrentSkipListSet<String>();
    try (var mode = BackupMode.enter(cluster.admin(), "slipway " + id)) {
      var server = server(mode);
      var earlier = earlier(server);
      var checking =
          new ChunkWorker.Checking(server.checksums(), mode.start(), earlier.start(), corrupt::add);
      var workers = new ArrayList<ChunkWorker>();
      try {
        for (var i = 0; i < request.threads(); i++) {
          workers.add(new ChunkWorker(repository, index, checking));
        }
        var folder = DataFolder.read(cluster.dataDirectory());
        var pace = request.rate().map(Pace::perSecond).orElseGet(Pace::unlimited);
        var reader = new DataReader(cluster.dataDirectory(), earlier, pace, progress::accept);
        var builder = reader.read(folder, workers, request.everything());
        reader.readControl(builder, workers.getFirst());
        var ended = mode.leave();
        storeLog(ended);
        var span =
            new Backup.Span(
                ended.start(),
                ended.stop(),
                ended.timeline(),
                ended.label(),
                startedAt,
                ended.at());
        var content = builder.build();
        var cost = cost(folder, workers, Duration.ofNanos(System.nanoTime() - began));
        var backup =
            new Backup(id, cluster.cluster(), span, server, cost, List.copyOf(corrupt), null);
        repository.commit(backup, content);
        return backup;
      } finally {
        workers.forEach(ChunkWorker::close);
      }
    }
  }

  private static Backup.Cost cost(DataFolder folder, List<ChunkWorker> workers, Duration took) {
    return new Backup.Cost(
        folder.bytes(),
        workers.stream().mapToLong(ChunkWorker::bytesRead).sum(),
        workers.stream().mapToLong(ChunkWorker::bytesStored).sum(),
        took);
  }

  /** The log from start to stop: without it the copy would never become consistent. */
  private void storeLog(BackupMode.Ended ended) throws IOException {
    var archive = new WalArchive(repository, ended.segmentSize());
    var harvest = new WalHarvest(archive, cluster.dataDirectory());
    harvest.storeHistories();
    if (!harvest.store(ended.firstSegment(), ended.lastSegment())) {
      throw new IOException(
          "the log from "
              + ended.start()
              + " to "
              + ended.stop()
              + " was recycled before it was stored");
    }
  }

  private Earlier earlier(Backup.Server server) throws IOException {
    var backups = repository.backups();
    if (backups.isEmpty()) {
      return Earlier.none();
    }
    var last = backups.getLast();
    BackupContent content = repository.content(last.id());
    return Earlier.of(last, content, server, timeline());
  }

  private int timeline() {
    return Integer.parseInt(ask("SELECT timeline_id FROM pg_control_checkpoint()"));
  }

  private Backup.Server server(BackupMode mode) {
    return new Backup.Server(
        ask("SHOW server_version"),
        ask("SELECT system_identifier FROM pg_control_system()"),
        mode.segmentSize(),
        mode.hasChecksums());
  }

  /** Where the log stands now. */
  public Lsn position() {
    return Lsn.parse(ask("SELECT pg_current_wal_flush_lsn()"));
  }

  private String ask(String sql) {
    Login admin = cluster.admin();
    try (var connection = admin.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw admin.problem("can't be asked", e);
    }
  }
}
