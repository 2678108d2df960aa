package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.migration.Database;
import dev.slipway.migration.DatabaseProblem;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.plan.Budget;
import dev.slipway.migration.plan.Plan;
import dev.slipway.migration.plan.Thresholds;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.scratch.RowsWanted;
import dev.slipway.migration.scratch.ScratchCopy;
import dev.slipway.migration.source.MigrationSet;
import dev.slipway.migration.source.SqlFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database and which folder; shared by the verbs of {@code slipway migrate}. */
final class MigrateOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "postgresql://user:password@host/name (default: DATABASE_URL)")
  private @Nullable String url;

  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      defaultValue = "migrations",
      description =
          "the migrations: numbered, Flyway, Prisma, Diesel, goose, dbmate or"
              + " golang-migrate (default: ${DEFAULT-VALUE})")
  private Path directory = Path.of("migrations");

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "",
      description = "apply inside this schema")
  private String schema = "";

  /** Asks the database. */
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  Path directory() {
    return directory;
  }

  String schema() {
    return schema;
  }

  Database database() {
    var address = url == null ? System.getenv("DATABASE_URL") : url;
    if (address == null || address.isBlank()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-6050",
              "migrate: no database is named",
              "give --url postgresql://user:password@host/name, or set DATABASE_URL")
          .exception();
    }
    return Database.parse(address);
  }

  MigrationSet migrations() {
    return SqlFiles.in(directory).read();
  }

  <T> T ask(String doing, Question<T> question) {
    var database = database();
    try (var connection = database.connect("slipway migrate")) {
      return question.ask(connection);
    } catch (SQLException e) {
      throw DatabaseProblem.of(database, doing, e);
    }
  }

  Status status(MigrationSet set) {
    return ask(
        "reading the history", connection -> Status.of(connection, set, history(connection, set)));
  }

  History history(Connection connection, MigrationSet set) throws SQLException {
    return History.of(set.layout(), connection, schema);
  }

  /** Rehearses on a scratch copy that is gone afterwards. */
  Plan plan(MigrationSet set, RehearsalOptions rehearsal) {
    var place = new ScratchCopy.Place(rehearsal.scratch().map(Database::parse), cache());
    try (var copy = ScratchCopy.of(database(), set, schema, rehearsal.rows(), place)) {
      var seen = Rehearsal.on(copy.database(), set, schema, Rehearsal.Existing.BEFORE_ALL);
      return Plan.of(seen, copy.basis(), Thresholds.standard(), Budget.standard());
    } catch (SQLException e) {
      throw DatabaseProblem.of(database(), "removing the scratch copy", e);
    }
  }

  /** Reachable for the user that PostgreSQL runs as when we are root. */
  private static Path cache() {
    var named = Optional.ofNullable(System.getenv("SLIPWAY_CACHE"));
    var temporary = System.getProperty("java.io.tmpdir", "/tmp");
    return named.map(Path::of).orElse(Path.of(temporary, "slipway-cache"));
  }

  /** How the copy to rehearse on is made. */
  static final class RehearsalOptions {
    @Option(
        names = "--scratch",
        paramLabel = "URL",
        description = "a server to rehearse on (default: an own embedded PostgreSQL)")
    private @Nullable String scratch;

    @Option(
        names = "--rows",
        paramLabel = "N|all",
        defaultValue = "100000",
        description = "rows of each table in the copy (default: ${DEFAULT-VALUE})")
    private String rows = "100000";

    Optional<String> scratch() {
      return Optional.ofNullable(scratch);
    }

    RowsWanted rows() {
      if (rows.equals("all")) {
        return RowsWanted.all();
      }
      if (!rows.matches("\\d{1,12}")) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-6051",
                "--rows: \"" + rows + "\" is no number of rows",
                "write --rows all, or --rows 100000")
            .exception();
      }
      return RowsWanted.upTo(Long.parseLong(rows));
    }
  }
}
