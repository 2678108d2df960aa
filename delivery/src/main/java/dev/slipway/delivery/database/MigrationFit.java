package dev.slipway.delivery.database;

import dev.slipway.delivery.SchemaFit;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.Database;
import dev.slipway.postgres.cluster.ClusterRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;

/**
 * Whether a release's code meets the schema that it was made for: what was applied to its databases
 * is compared with the migrations that it came with.
 *
 * @param sources the release's own copy of its sources
 */
public record MigrationFit(
    EnvironmentDatabases databases, ResolvedEnvironment environment, Path sources) {

  public SchemaFit now() {
    var beyond = new ArrayList<String>();
    for (var database : environment.databases().entrySet()) {
      if (database.getValue().migrations().isEmpty()) {
        continue;
      }
      var name = database.getKey();
      var migrations = FolderMigrations.of(environment, name, sources);
      var cluster = databases.running(environment, name);
      if (migrations.isEmpty() || cluster.isEmpty()) {
        return new SchemaFit.NotMeasured(
            migrations.isEmpty()
                ? "the migrations of " + name + " are another tool's"
                : "database " + name + " is not ours or does not run");
      }
      var login = cluster.get().login(ClusterRole.MIGRATION);
      var reached = new Database(login.jdbcUrl(), login.user(), login.password());
      try {
        var missing = migrations.get().pending(reached);
        if (!missing.isEmpty()) {
          return new SchemaFit.Unfit(
              missing.size()
                  + " of its own migrations "
                  + (missing.size() == 1 ? "is" : "are")
                  + " not applied, such as "
                  + missing.getFirst().file());
        }
        beyond.addAll(migrations.get().appliedBeyond(reached));
      } catch (SQLException | ProblemException e) {
        return new SchemaFit.NotMeasured("database " + name + " can't be asked: " + e.getMessage());
      }
    }
    return beyond.isEmpty()
        ? new SchemaFit.Fits("the schema is the one it was made for")
        : new SchemaFit.NotMeasured(
            beyond.size()
                + (beyond.size() == 1 ? " later migration is" : " later migrations are")
                + " applied: "
                + String.join(", ", beyond));
  }
}
