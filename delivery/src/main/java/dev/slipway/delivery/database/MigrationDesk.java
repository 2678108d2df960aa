package dev.slipway.delivery.database;

import dev.slipway.catalog.App;
import dev.slipway.catalog.MigrationRuns;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.database.MigrationState.Advice;
import dev.slipway.delivery.database.MigrationState.Line;
import dev.slipway.delivery.database.MigrationState.Standing;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Database;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.migration.history.Applied;
import dev.slipway.migration.history.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Tells of each migration whether it is in a database, and which deployment brought it. Compared is
 * the folder as it is now, so what is pending is what the next deployment would apply.
 */
public final class MigrationDesk {
  private final Records records;
  private final EnvironmentDatabases databases;

  public MigrationDesk(Records records, EnvironmentDatabases databases) {
    this.records = records;
    this.databases = databases;
  }

  /** One database of an environment. */
  public record Named(String app, String environment, String database) {}

  /** The environment's only or first database. */
  public Named first(String app, String environment) {
    var found = environment(records.apps().get(app), environment);
    var name =
        found.databases().keySet().stream()
            .findFirst()
            .orElseThrow(() -> missing(app + " has no database"));
    return new Named(app, environment, name);
  }

  public MigrationState of(Named named) {
    var app = records.apps().get(named.app());
    var environment = environment(app, named.environment());
    var database = environment.databases().get(named.database());
    if (database == null) {
      throw missing(named.app() + " has no database " + named.database());
    }
    return withoutFolder(named, database).orElseGet(() -> compared(named, app, environment));
  }

  private static ResolvedEnvironment environment(App app, String name) {
    return Environments.of(Environments.ofFolder(app.folder()), name);
  }

  private static RuntimeException missing(String fact) {
    return Problem.of(
            Problem.Kind.NOT_FOUND, "SLIP-7682", fact, "name one below databases in slipway.yaml")
        .exception();
  }

  private static Optional<MigrationState> withoutFolder(Named named, Database database) {
    var settings = database.migrations();
    if (settings.isEmpty()) {
      return notRead(
          "slipway.yaml names no migrations",
          "Name their folder below databases." + named.database() + ".migrations.",
          "slipway migrate new --dir migrations first-table");
    }
    if (database.external()) {
      return notRead(
          "the database stands elsewhere and isn't asked",
          "Compare it yourself.",
          "slipway migrate status --url \"$DATABASE_URL\" --dir "
              + settings.get().folder().orElse("migrations"));
    }
    return settings.get().folder().isPresent()
        ? Optional.empty()
        : notRead(
            "another tool applies them: " + settings.get().command().orElse(""),
            "Ask that tool what is in.",
            "slipway run " + place(named) + " -- " + settings.get().command().orElse(""));
  }

  private static Optional<MigrationState> notRead(String fact, String what, String command) {
    return Optional.of(new MigrationState.NotRead(fact, new Advice(what, command)));
  }

  private static String place(Named named) {
    return named.app() + " " + named.environment();
  }

  private MigrationState compared(Named named, App app, ResolvedEnvironment environment) {
    var name = named.database();
    try {
      var folder = FolderMigrations.of(environment, name, app.folder()).orElseThrow();
      var cluster = databases.running(environment, name);
      if (cluster.isEmpty()) {
        return new MigrationState.NotRead(
            databases.exists(environment, name)
                ? "the database does not run"
                : "the database isn't made yet; " + folder.all().size() + " to apply",
            new Advice("A deployment makes or starts it.", "slipway deploy " + place(named)));
      }
      var status = folder.status(FolderMigrations.database(cluster.get()));
      return new MigrationState.Read(
          place(named), folder.name(), status.table(), lines(named, status));
    } catch (ProblemException e) {
      return new MigrationState.NotRead(
          e.problem().fact(), new Advice(e.problem().hint(), "slipway check " + app.folder()));
    } catch (SQLException e) {
      return new MigrationState.NotRead(
          "the database can't be asked: " + e.getMessage(),
          new Advice("See how it stands.", "slipway db status " + place(named)));
    }
  }

  private ArrayList<Line> lines(Named named, Status status) {
    var runs = records.deployments().migrationRuns(named.app(), named.environment());
    var lines = new ArrayList<Line>();
    for (var line : status.lines()) {
      var standing = Standing.valueOf(line.standing().name());
      var shown = standing != Standing.PENDING && standing != Standing.SKIPPED;
      lines.add(
          line(
              line.migration().id(),
              Optional.of(line.migration().file().toString()),
              standing,
              line.applied().filter(applied -> shown),
              runs));
    }
    for (var missing : status.missing()) {
      lines.add(line(missing.id(), Optional.empty(), Standing.MISSING, Optional.of(missing), runs));
    }
    return lines;
  }

  private static Line line(
      String id,
      Optional<String> file,
      Standing standing,
      Optional<Applied> applied,
      MigrationRuns runs) {
    var at = applied.flatMap(Applied::at);
    var by = applied.isPresent() ? runs.whichApplied(id, at) : Optional.<Integer>empty();
    return new Line(id, file, standing, at, applied.flatMap(Applied::took), by);
  }
}
