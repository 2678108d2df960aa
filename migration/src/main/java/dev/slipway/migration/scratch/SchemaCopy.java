package dev.slipway.migration.scratch;

import dev.slipway.kit.Problem;
import dev.slipway.migration.Database;
import dev.slipway.migration.Rows;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.run.Runner;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.shape.Change;
import dev.slipway.migration.shape.Shape;
import dev.slipway.migration.source.MigrationSet;
import dev.slipway.migration.sql.Script;
import dev.slipway.postmaster.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives the copy the database's shape: with pg_dump where one is new enough, else by running again
 * what has been applied. Either way the two shapes are compared, and a copy that differs is none.
 */
final class SchemaCopy {
  private static final int TOLD = 8;

  private final Database source;
  private final Database scratch;
  private final MigrationSet set;
  private final String scope;

  SchemaCopy(Database source, Database scratch, MigrationSet set, String scope) {
    this.source = source;
    this.scratch = scratch;
    this.set = set;
    this.scope = scope;
  }

  /** How it was done, for people. */
  String make() throws SQLException {
    try (var from = source.connect("slipway reads the schema");
        var to = scratch.connect("slipway scratch")) {
      if (Shape.read(from).objects().isEmpty()) {
        return "an empty database";
      }
      var dump = dumpProgram(from.getMetaData().getDatabaseMajorVersion());
      if (dump.isPresent()) {
        load(to, dump(dump.get()));
      } else {
        replay(from, to);
      }
      check(from, to, dump.isPresent());
      return dump.isPresent() ? "pg_dump's schema" : "the applied migrations run again";
    }
  }

  private static Optional<PostgresBinaries> dumpProgram(int major) {
    return PostgresBinaries.onThisMachine().stream()
        .filter(binaries -> binaries.has("pg_dump") && binaries.major() >= major)
        .findFirst();
  }

  private String dump(PostgresBinaries binaries) {
    var uri = source.jdbcUrl().substring("jdbc:".length());
    var builder =
        new ProcessBuilder(
            binaries.program("pg_dump").toString(),
            "--schema-only",
            "--no-owner",
            "--no-privileges",
            uri);
    builder.environment().put("PGUSER", source.user());
    builder.environment().put("PGPASSWORD", source.password());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      var process = builder.start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw unlike(List.of(), "pg_dump ended with " + process.exitValue());
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unlike(List.of(), "pg_dump was interrupted");
    }
  }

  private static void load(Connection to, String dump) throws SQLException {
    // pg_dump brackets its file with two commands for psql.
    var sql = dump.replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    for (var statement : Script.split("pg_dump", sql)) {
      if (!statement.text().matches("(?i)CREATE SCHEMA \"?public\"?")) {
        Rows.execute(to, statement.text());
      }
    }
    Rows.execute(to, "RESET ALL");
  }

  private void replay(Connection from, Connection to) throws SQLException {
    if (!scope.isEmpty()) {
      Rows.execute(
          to, "CREATE SCHEMA IF NOT EXISTS " + Rows.text(to, "SELECT quote_ident(?)", scope));
    }
    var status = Status.of(from, set, History.of(set.layout(), from, scope));
    var runner =
        new Runner(
            to,
            scope,
            History.of(set.layout(), to, scope),
            LockPatience.standard(),
            new Watch() {});
    runner.enter(java.time.Duration.ofSeconds(5));
    runner.prepare();
    for (var migration : status.with(Status.Standing.APPLIED)) {
      runner.apply(migration);
    }
    runner.leave();
  }

  private void check(Connection from, Connection to, boolean dumped) throws SQLException {
    var differences =
        Shape.read(to).changesTo(Shape.read(from)).stream()
            .filter(change -> !change.kind().equals("grant"))
            .toList();
    if (!differences.isEmpty()) {
      throw unlike(
          differences,
          dumped
              ? "what pg_dump gives differs from the database"
              : "the database is not what its migrations make");
    }
  }

  private RuntimeException unlike(List<Change> differences, String fact) {
    var shown =
        differences.stream().limit(TOLD).map(Change::line).collect(Collectors.joining("; "));
    return Problem.of(
            Problem.Kind.UNMEASURED,
            "SLIP-6040",
            source
                + ": can't be rehearsed: "
                + fact
                + (differences.isEmpty() ? "" : " (" + differences.size() + "): " + shown),
            "install a pg_dump of the server's version, or rehearse on a branch; drift is shown by"
                + " slipway migrate status")
        .exception();
  }
}
