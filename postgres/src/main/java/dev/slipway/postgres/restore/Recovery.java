package dev.slipway.postgres.restore;

import dev.slipway.kit.ProblemException;
import dev.slipway.postgres.physical.Ownership;
import dev.slipway.postgres.repository.Backup;
import dev.slipway.postgres.repository.Repository;
import dev.slipway.postgres.wal.WalArchive;
import dev.slipway.postgres.wal.WalFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Brings one backup to one target in a data directory: data, then log, then open for writing. */
final class Recovery {
  private static final String BEYOND_THE_END =
      "recovery ended before configured recovery target was reached";

  private final Repository repository;
  private final Backup backup;
  private final Target target;
  private final int threads;

  Recovery(Repository repository, Choice choice, int threads) {
    this.repository = repository;
    this.backup = choice.backup();
    this.target = choice.target();
    this.threads = threads;
  }

  /** Writes the data and what PostgreSQL needs to recover from it. */
  void writeData(Path dataDirectory, Durability durability, LongConsumer progress)
      throws IOException {
    var content = repository.content(backup.id());
    var ownership = new Ownership();
    var writer = new DataWriter(repository, dataDirectory, threads, progress);
    writer.write(content);
    ownership.write(dataDirectory.resolve("backup_label"), backup.span().label());
    ownership.write(dataDirectory.resolve("recovery.signal"), "");
    writer.writeControl(content, durability);
  }

  /** What came of starting the server with the log at hand. */
  record Outcome<T>(T server, long logBytes, boolean reachedTheEnd) {}

  /**
   * Starts the server, which replays the log up to the target.
   *
   * @param start starts it with the given settings and returns when it takes connections
   */
  <T> Outcome<T> replay(Path feedFolder, Function<Map<String, String>, T> start)
      throws IOException {
    var archive = new WalArchive(repository, backup.server().segmentSize());
    try (var feed = WalFeed.open(archive, feedFolder)) {
      try {
        return new Outcome<>(start.apply(settings(feed, target)), feed.bytesHanded(), false);
      } catch (ProblemException e) {
        if (feed.failure().isPresent()) {
          throw broken(feed.failure().get(), e);
        }
        if (!(target instanceof Target.AtTime) || !e.problem().fact().contains(BEYOND_THE_END)) {
          throw e;
        }
        // Nothing ended after that second: all there is belongs to it.
        var all = settings(feed, new Target.Latest());
        return new Outcome<>(start.apply(all), feed.bytesHanded(), true);
      }
    }
  }

  private static RuntimeException broken(Exception failure, ProblemException e) throws IOException {
    e.addSuppressed(failure);
    return switch (failure) {
      case ProblemException damage -> damage;
      case IOException unreadable -> throw unreadable;
      default -> e;
    };
  }

  private static Map<String, String> settings(WalFeed feed, Target target) {
    var settings = new TreeMap<>(target.settings());
    settings.put("restore_command", feed.command());
    settings.put("recovery_target_action", "promote");
    // Nobody gets in before it is whole.
    settings.put("hot_standby", "off");
    settings.put("archive_mode", "off");
    return settings;
  }
}
