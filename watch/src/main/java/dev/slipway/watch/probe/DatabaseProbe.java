package dev.slipway.watch.probe;

import dev.slipway.delivery.database.EnvironmentDatabases;
import dev.slipway.watch.Watched;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Asks each database of ours a question that needs a connection and an answer. */
public record DatabaseProbe(EnvironmentDatabases databases) implements Probe {

  @Override
  public Map<String, Result> ask(Watched watched) {
    var results = new HashMap<String, Result>();
    watched
        .environment()
        .databases()
        .forEach(
            (name, database) -> {
              if (!database.external()) {
                results.put("database " + name, ask(watched, name));
              }
            });
    return results;
  }

  private Result ask(Watched watched, String name) {
    var cluster = databases.running(watched.environment(), name);
    if (cluster.isEmpty()) {
      return new Result.Failed("its PostgreSQL does not run");
    }
    try (var connection = cluster.get().admin().connect()) {
      return connection.isValid((int) Probes.LIMIT.toSeconds())
          ? new Result.Passed()
          : new Result.Failed("it does not answer within " + Probes.LIMIT.toSeconds() + " s");
    } catch (SQLException e) {
      return new Result.Failed(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
