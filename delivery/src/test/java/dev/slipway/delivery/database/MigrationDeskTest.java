package dev.slipway.delivery.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.delivery.Environments;
import dev.slipway.delivery.database.MigrationState.Advice;
import dev.slipway.delivery.database.MigrationState.Line;
import dev.slipway.delivery.database.MigrationState.Standing;
import dev.slipway.delivery.testing.TestingRecords;
import dev.slipway.migration.apply.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MigrationDeskTest {
  private static final String MANIFEST =
      """
      app: ledger
      services:
        web: { build: "true", start: ./run, health: / }
      databases:
        main: { migrations: migrations }
        archive: {}
      environments:
        production: {}
      """;

  private TestingRecords testing;
  private EnvironmentDatabases databases;
  private MigrationDesk desk;
  private Path migrations;

  @BeforeEach
  void open() throws Exception {
    testing = new TestingRecords(MANIFEST);
    databases = testing.instruments().databases();
    desk = new MigrationDesk(testing.records(), databases);
    migrations = Files.createDirectories(folder().resolve("migrations"));
    write("001_people.sql", "CREATE TABLE people (id int PRIMARY KEY);");
    write("002_name.sql", "ALTER TABLE people ADD COLUMN name text;");
  }

  @AfterEach
  void close() throws Exception {
    testing.close();
  }

  @Test
  void eachMigrationStandsWithItsTimeAndTheDeploymentThatBroughtIt() throws Exception {
    assertThat(state("main"))
        .isEqualTo(
            new MigrationState.NotRead(
                "the database isn't made yet; 2 to apply",
                new Advice(
                    "A deployment makes or starts it.", "slipway deploy ledger production")));
    assertThat(state("archive").sentence()).isEqualTo("slipway.yaml names no migrations");

    testing.serving("production", testing.build("one"), "{}");
    deployed("[\"001\", \"002\"]");
    var inSync = read();
    assertThat(inSync.sentence()).isEqualTo("in sync: all 2 applied");
    assertThat(inSync.advice()).isEmpty();
    assertThat(inSync.lines())
        .allSatisfy(
            line -> {
              assertThat(line.by()).contains(2);
              assertThat(line.at()).isPresent();
              assertThat(line.took()).isPresent();
            });

    // A later deployment that says so of another database's 001 didn't bring this one.
    testing.serving(
        "production", testing.build("three"), "{\"migration\": {\"applied\": [\"001\"]}}");
    assertThat(read().lines().getFirst().by()).contains(2);

    write("002_name.sql", "ALTER TABLE people ADD COLUMN name varchar(40);");
    write("003_mail.sql", "ALTER TABLE people ADD COLUMN mail text;");
    Files.delete(migrations.resolve("001_people.sql"));
    var disordered = read();
    assertThat(disordered.isDisordered()).isTrue();
    assertThat(disordered.sentence()).isEqualTo("1 edited, 1 missing, 1 pending");
    assertThat(disordered.lines())
        .extracting(Line::id, Line::standing)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("002", Standing.EDITED),
            org.assertj.core.groups.Tuple.tuple("003", Standing.PENDING),
            org.assertj.core.groups.Tuple.tuple("001", Standing.MISSING));
    assertThat(disordered.lines().get(1).at()).isEmpty();
    assertThat(disordered.advice())
        .extracting(Advice::command)
        .containsExactly(
            "slipway migrate repair --edited --dir migrations"
                + " --url \"$(slipway db psql ledger production --role migration --url)\"",
            "slipway releases ledger production",
            "slipway deploy ledger production --plan");
  }

  @Test
  void aFolderThatCantBeReadIsToldAndNothingIsGuessed() throws Exception {
    databases.ensure(Environments.of(Environments.ofFolder(folder()), "production"), "main");
    write("001_again.sql", "SELECT 1;");
    var state = state("main");
    assertThat(state).isInstanceOf(MigrationState.NotRead.class);
    assertThat(state.sentence()).contains("001");
    assertThat(state.advice()).hasSize(1);
  }

  /** A deployment's plan, tried on a copy and applied to the real thing. */
  private void deployed(String ids) throws Exception {
    testing.serving(
        "production", testing.build("two"), "{\"migration\": {\"applied\": " + ids + "}}");
    var environment = Environments.of(Environments.ofFolder(folder()), "production");
    var files = FolderMigrations.of(environment, "main", folder()).orElseThrow();
    var plan = files.rehearse(testing.clusters().provision("copy"), "a copy");
    var database = FolderMigrations.database(databases.ensure(environment, "main"));
    assertThat(files.apply(database, plan, Listener.SILENT).failure()).isEmpty();
  }

  private MigrationState.Read read() {
    return (MigrationState.Read) state("main");
  }

  private MigrationState state(String database) {
    return desk.of(new MigrationDesk.Named("ledger", "production", database));
  }

  private Path folder() {
    return testing.clusters().folder("ledger");
  }

  private void write(String name, String sql) throws Exception {
    Files.writeString(migrations.resolve(name), sql);
  }
}
