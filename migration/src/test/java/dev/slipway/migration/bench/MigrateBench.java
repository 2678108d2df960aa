package dev.slipway.migration.bench;

import static dev.slipway.migration.TestingMigrations.database;

import dev.slipway.migration.Rows;
import dev.slipway.migration.TestingMigrations;
import dev.slipway.migration.history.History;
import dev.slipway.migration.history.Status;
import dev.slipway.migration.rehearse.Rehearsal;
import dev.slipway.migration.run.LockPatience;
import dev.slipway.migration.run.Runner;
import dev.slipway.migration.run.Watch;
import dev.slipway.migration.source.SqlFiles;
import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.flywaydb.core.Flyway;

/** Arguments: {@code [--quick] [--json FILE]}. */
final class MigrateBench {
  private static final int FILES = 1_000;
  private static final int HISTORY = 5_000;

  private final int rounds;
  private final Map<String, Double> figures = new TreeMap<>();

  private MigrateBench(int rounds) {
    this.rounds = rounds;
  }

  /** Something timed on a fresh database. */
  private interface Work {
    void on(TestDatabase database) throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    var given = List.of(arguments);
    var bench = new MigrateBench(given.contains("--quick") ? 1 : 5);
    bench.apply();
    bench.status();
    bench.rehearsal();
    bench.figures.forEach(
        (name, figure) -> System.out.printf(Locale.ROOT, "%-32s %.3f%n", name, figure));
    var file = given.indexOf("--json") + 1;
    if (file > 0) {
      var body =
          bench.figures.entrySet().stream()
              .map(
                  one -> String.format(Locale.ROOT, "  \"%s\": %.4f", one.getKey(), one.getValue()))
              .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
      Files.writeString(Path.of(given.get(file)), body);
    }
    System.exit(0);
  }

  /** The three in turn, so that a loaded machine is as unfair to each. */
  private void apply() throws Exception {
    try (var files = TestingMigrations.empty()) {
      var changelog =
          new StringBuilder(
              "<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\""
                  + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                  + " xsi:schemaLocation=\"http://www.liquibase.org/xml/ns/dbchangelog"
                  + " http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd\">\n");
      for (var i = 1; i <= FILES; i++) {
        var name = "V" + i + "__t.sql";
        files.with(name, "CREATE TABLE t" + i + " (id int PRIMARY KEY, note text);\n");
        changelog.append(
            "<changeSet id=\""
                + i
                + "\" author=\"b\"><sqlFile path=\""
                + name
                + "\"/></changeSet>\n");
      }
      files.with("changelog.xml", changelog.append("</databaseChangeLog>").toString());
      var ours = new ArrayList<Double>();
      var flyways = new ArrayList<Double>();
      var liquibases = new ArrayList<Double>();
      for (var round = 0; round < rounds; round++) {
        ours.add(seconds(database -> slipway(database, files.folder())));
        flyways.add(seconds(database -> flyway(database, files.folder())));
        liquibases.add(seconds(database -> liquibase(database, files.folder())));
      }
      figures.put("apply1000.seconds", median(ours));
      figures.put("apply1000.flyway_seconds", median(flyways));
      figures.put("apply1000.liquibase_seconds", median(liquibases));
      figures.put("apply1000.speed_vs_flyway", median(flyways) / median(ours));
      figures.put("apply1000.speed_vs_liquibase", median(liquibases) / median(ours));
    }
  }

  private static void slipway(TestDatabase database, Path folder) throws Exception {
    var set = SqlFiles.in(folder).read();
    try (var connection = database(database).connect("bench")) {
      var history = History.of(set.layout(), connection, "");
      var runner = new Runner(connection, "", history, LockPatience.standard(), new Watch() {});
      runner.enter(Duration.ofSeconds(5));
      runner.prepare();
      for (var migration : Status.of(connection, set, history).pending()) {
        runner.apply(migration);
      }
      runner.leave();
    }
  }

  private static void flyway(TestDatabase database, Path folder) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("filesystem:" + folder)
        .load()
        .migrate();
  }

  private static void liquibase(TestDatabase database, Path folder) throws Exception {
    try (var connection = database.connect();
        var resources = new DirectoryResourceAccessor(folder);
        var liquibase = new Liquibase("changelog.xml", resources, new JdbcConnection(connection))) {
      liquibase.update(new Contexts());
    }
  }

  private void status() throws Exception {
    try (var files = TestingMigrations.empty();
        var database = TestingPostgres.freshDatabase()) {
      for (var i = 1; i <= HISTORY; i++) {
        files.with(
            i + "_t.sql", "SELECT " + i + ";\n" + "-- a line of some length to read\n".repeat(40));
      }
      try (var connection = database.connect()) {
        var set = files.read();
        var history = History.of(set.layout(), connection, "");
        history.create(connection);
        connection.setAutoCommit(false);
        for (var migration : set.migrations()) {
          history.finished(connection, migration, Duration.ZERO);
        }
        connection.commit();
      }
      var times = new ArrayList<Double>();
      for (var round = 0; round < rounds + 2; round++) {
        var begun = System.nanoTime();
        var set = files.read();
        try (var connection = database(database).connect("bench")) {
          var status = Status.of(connection, set, History.of(set.layout(), connection, ""));
          if (!status.isInSync()) {
            throw new IllegalStateException("the history must be in sync");
          }
        }
        times.add((System.nanoTime() - begun) / 1e9);
      }
      figures.put("status5000.seconds", median(times));
    }
  }

  /** The same work on real rows, watched and not. */
  private void rehearsal() throws Exception {
    try (var files =
        TestingMigrations.empty()
            .with("1_a.sql", "ALTER TABLE a ADD CHECK (n >= 0);\nCREATE INDEX a_n ON a (n);")
            .with("2_b.sql", "ALTER TABLE a ALTER n TYPE bigint;\nUPDATE a SET n = n + 1;")) {
      var watched = new ArrayList<Double>();
      var plain = new ArrayList<Double>();
      for (var round = 0; round < rounds + 2; round++) {
        plain.add(onRows(database -> slipway(database, files.folder())));
        watched.add(
            onRows(
                database ->
                    Rehearsal.on(
                        database(database), files.read(), "", Rehearsal.Existing.BEFORE_ALL)));
      }
      figures.put("rehearsal.overhead", median(watched) / median(plain) - 1);
    }
  }

  private static double onRows(Work work) throws Exception {
    try (var database = TestingPostgres.freshDatabase()) {
      try (var connection = database.connect()) {
        Rows.execute(
            connection, "CREATE TABLE a AS SELECT n FROM generate_series(1, 500000) n; ANALYZE a");
      }
      return timed(work, database);
    }
  }

  private static double seconds(Work work) throws Exception {
    try (var database = TestingPostgres.freshDatabase()) {
      return timed(work, database);
    }
  }

  private static double timed(Work work, TestDatabase database) throws Exception {
    var begun = System.nanoTime();
    work.on(database);
    return (System.nanoTime() - begun) / 1e9;
  }

  private static double median(List<Double> figures) {
    var sorted = figures.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
