package dev.slipway.migration.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migration.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFilesTest {
  @TempDir Path folder;

  private void file(String path, String content) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private MigrationSet read() {
    return SqlFiles.in(folder).read();
  }

  private List<String> ids() {
    return read().migrations().stream().map(Migration::id).toList();
  }

  private static List<String> texts(List<Statement> statements) {
    return statements.stream().map(Statement::text).toList();
  }

  @Test
  void numbersAreComparedAsNumbers() throws IOException {
    file("10_c.sql", "SELECT 10");
    file("002_b.sql", "SELECT 2");
    file("1-a.sql", "SELECT 1");
    assertThat(read().layout()).isEqualTo(Layout.NUMBERED);
    assertThat(ids()).containsExactly("1", "002", "10");
  }

  @Test
  void prismaOneFolderForEach() throws IOException {
    file("migration_lock.toml", "provider = \"postgresql\"");
    file("20230411134605_b/migration.sql", "SELECT 2");
    file("20230404095503_a/migration.sql", "SELECT 1");
    assertThat(read().layout()).isEqualTo(Layout.PRISMA);
    assertThat(ids()).containsExactly("20230404095503_a", "20230411134605_b");
    assertThat(Checksums.sha256(read().migrations().getFirst().content()))
        .isEqualTo("e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5");
  }

  @Test
  void dieselUpDownAndMetadata() throws IOException {
    file("2024-01-02-030405_a/up.sql", "CREATE INDEX CONCURRENTLY i ON t (a)");
    file("2024-01-02-030405_a/down.sql", "DROP INDEX i");
    file("2024-01-02-030405_a/metadata.toml", "run_in_transaction = false\n");
    var migration = read().migrations().getFirst();
    assertThat(read().layout()).isEqualTo(Layout.DIESEL);
    assertThat(migration.id()).isEqualTo("20240102030405");
    assertThat(migration.parts().inTransaction()).isFalse();
    assertThat(texts(migration.undoStatements().orElseThrow())).containsExactly("DROP INDEX i");
  }

  @Test
  void gooseCutsItsSectionsAndKeepsTheLines() throws IOException {
    file(
        "00001_a.sql",
        """
        -- +goose NO TRANSACTION
        -- +goose Up
        CREATE TABLE a ();
        -- +goose StatementBegin
        DO $$ BEGIN PERFORM 1; END $$;
        -- +goose StatementEnd

        -- +goose Down
        DROP TABLE a;
        """);
    var migration = read().migrations().getFirst();
    assertThat(read().layout()).isEqualTo(Layout.GOOSE);
    assertThat(texts(migration.statements()))
        .containsExactly("CREATE TABLE a ()", "DO $$ BEGIN PERFORM 1; END $$");
    assertThat(migration.statements().get(1).line()).isEqualTo(5);
    assertThat(migration.undoStatements().orElseThrow().getFirst().line()).isEqualTo(9);
    assertThat(migration.parts().inTransaction()).isFalse();
  }

  @Test
  void dbmateHonoursItsOption() throws IOException {
    file(
        "20240101_a.sql", "-- migrate:up transaction:false\nVACUUM;\n-- migrate:down\nSELECT 1;\n");
    file("20240102_b.sql", "-- migrate:up\nSELECT 2;\n");
    var migrations = read().migrations();
    assertThat(read().layout()).isEqualTo(Layout.DBMATE);
    assertThat(migrations.get(0).parts().inTransaction()).isFalse();
    assertThat(migrations.get(1).parts().inTransaction()).isTrue();
    assertThat(migrations.get(1).undoStatements()).isEmpty();
  }

  @Test
  void golangMigrateHasAFileForEachDirection() throws IOException {
    file("1_a.up.sql", "CREATE TABLE a ()");
    file("1_a.down.sql", "DROP TABLE a");
    assertThat(read().layout()).isEqualTo(Layout.GOLANG_MIGRATE);
    assertThat(read().migrations()).hasSize(1);
    assertThat(read().migrations().getFirst().undoStatements()).isPresent();
  }

  @Test
  void flywayVersionsRepeatablesUndosAndConfigurations() throws IOException {
    file("V1__first.sql", "CREATE TABLE a ();");
    file("V1.10__tenth.sql", "CREATE INDEX CONCURRENTLY i ON a (x);");
    file("V1.10__tenth.sql.conf", "executeInTransaction=false");
    file("V1_2__second_one.sql", "SELECT 1;");
    file("U1__first.sql", "DROP TABLE a;");
    file("R__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1;");
    assertThat(read().layout()).isEqualTo(Layout.FLYWAY);
    assertThat(ids()).containsExactly("1", "1.2", "1.10", "views");
    var migrations = read().migrations();
    assertThat(migrations.get(1).name()).isEqualTo("second one");
    assertThat(migrations.get(2).parts().inTransaction()).isFalse();
    assertThat(migrations.get(0).undoStatements()).isPresent();
    assertThat(migrations.get(3).isRepeatable()).isTrue();
  }

  @Test
  void flywaysChecksumIsFlyways() {
    // Line ends and a byte order mark do not count.
    assertThat(Checksums.flyway("a\nb\n")).isEqualTo(Checksums.flyway("\uFEFFa\r\nb"));
  }

  @Test
  void allMistakesOfAFolderAreToldAtOnce() throws IOException {
    file("V1__a.sql", "SELECT 1");
    file("V1.0__b.sql", "SELECT 1");
    file("V2_c.sql", "SELECT 1");
    file("V3__d.sql", "SELECT '${owner}'");
    assertThatThrownBy(this::read)
        .hasMessageContaining("SLIP-6005")
        .hasMessageContaining("3 mistakes")
        .hasMessageContaining("V2_c.sql is passed over by Flyway")
        .hasMessageContaining("V1.0__b.sql has the version of V1__a.sql")
        .hasMessageContaining("V3__d.sql has Flyway's placeholder ${owner}");
  }

  @Test
  void aFileWithoutANumberAndAMissingFolderAreTold() throws IOException {
    file("users.sql", "SELECT 1");
    assertThatThrownBy(this::read).hasMessageContaining("users.sql has no number to order it by");
    assertThatThrownBy(() -> SqlFiles.in(folder.resolve("none")).read())
        .hasMessageContaining("SLIP-6003")
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void aMarkTakesAPlainFileOutOfItsTransaction() throws IOException {
    file("1_a.sql", "-- slipway:no-transaction\nCREATE INDEX CONCURRENTLY i ON t (a);\nSELECT 1;");
    var migration = read().migrations().getFirst();
    assertThat(migration.inTransaction(migration.statements())).isFalse();
  }
}
