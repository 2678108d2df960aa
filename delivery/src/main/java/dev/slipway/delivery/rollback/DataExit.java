package dev.slipway.delivery.rollback;

import dev.slipway.delivery.backup.DatabaseBackups;
import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.ClusterRole;
import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.loss.Losses;
import dev.slipway.postgres.physical.Lsn;
import dev.slipway.postgres.restore.RestorePoint;
import dev.slipway.postgres.restore.Target;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The restore points by which an environment's data goes back to what it was before whatever came
 * after a release.
 */
record DataExit(DatabaseBackups backups, EnvironmentDatabases databases) {
  private static final String BEFORE = DatabaseBackups.pointName("v");

  /** One database's point. */
  record One(String database, ClusterName cluster, RestorePoint point) {}

  /** A point for each managed database, or empty when one has none: then it is no way back. */
  Optional<List<One>> points(ResolvedEnvironment environment, int release) {
    var found = new ArrayList<One>();
    for (var database : managed(environment)) {
      var cluster = EnvironmentDatabases.cluster(environment, database);
      var point =
          backups.points(cluster).all().stream()
              .filter(one -> one.name().startsWith(BEFORE) && number(one) > release)
              .min(Comparator.comparingInt(DataExit::number));
      if (point.isEmpty()) {
        return Optional.empty();
      }
      found.add(new One(database, cluster, point.get()));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static int number(RestorePoint point) {
    return Integer.parseInt(point.name().substring(BEFORE.length()));
  }

  static List<String> managed(ResolvedEnvironment environment) {
    return environment.databases().entrySet().stream()
        .filter(database -> !database.getValue().external())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What going back to the point would lose, and how long it would take. */
  Losses.Foretold foretold(ResolvedEnvironment environment, One one, Duration patience) {
    var running = databases.running(environment, one.database());
    running.ifPresent(cluster -> store(cluster, patience));
    return new Losses(
            backups.repository(one.cluster()),
            running.map(cluster -> cluster.login(ClusterRole.ADMIN)))
        .of(new Target.AtPoint(one.point()));
  }

  /** What was written until now is counted only once it is stored. */
  private void store(RunningCluster cluster, Duration patience) {
    try (var connection = cluster.admin().connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_current_wal_flush_lsn()::text")) {
      row.next();
      backups.awaitStored(cluster.name(), Lsn.parse(row.getString(1)), patience);
    } catch (SQLException | ProblemException notNow) {
      // Then the loss says of itself that it may be more.
    }
  }
}
