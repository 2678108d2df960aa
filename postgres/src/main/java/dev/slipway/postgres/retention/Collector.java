package dev.slipway.postgres.retention;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.repository.GarbageCollection;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.restore.RestorePoints;
import dev.slipway.postgres.wal.WalArchive;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Applies a retention to a repository. */
public final class Collector {
  private final Repository repository;
  private final InstantSource clock;

  public Collector(Repository repository, InstantSource clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /**
   * What went and what stayed.
   *
   * @param kept the backups that are left, with why
   */
  public record Collected(
      GarbageCollection.Freed freed, int segments, Map<String, List<String>> kept) {}

  public Collected collect(Retention retention) {
    try {
      var points = new RestorePoints(repository).all();
      var backups = repository.backups();
      var now = clock.instant();
      var kept = retention.keep(backups, points, now);
      var freed = new GarbageCollection(repository).run(new HashSet<>(kept.keySet()), now);
      if (backups.isEmpty()) {
        return new Collected(freed, 0, kept);
      }
      var archive = new WalArchive(repository, backups.getLast().server().segmentSize());
      var left = backups.stream().filter(backup -> kept.containsKey(backup.id())).toList();
      var segments = new LogRetention(left, points, retention.window(), now).collect(archive);
      return new Collected(freed, segments, kept);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-5230",
              repository.store() + ": what isn't needed can't be freed: " + e.getMessage(),
              "every listed backup is whole; run it again")
          .exception(e);
    }
  }
}
