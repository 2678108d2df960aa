package dev.slipway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.checks.http.Target;
import dev.slipway.postmaster.testing.TestDatabase;
import dev.slipway.postmaster.testing.TestingPostgres;
import dev.slipway.secrets.Mask;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RowsCheckTest {
  private static final List<String> TABLES = List.of("users", "sales.\"Orders\"");
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final TestDatabase database = TestingPostgres.freshDatabase();

  @BeforeEach
  void fill() throws SQLException {
    execute("CREATE TABLE users AS SELECT generate_series(1, 8114) AS id");
    execute("CREATE SCHEMA sales");
    execute("CREATE TABLE sales.\"Orders\" AS SELECT generate_series(1, 10) AS id");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private RowCounts count(List<String> tables) throws SQLException {
    try (var connection = database.connect()) {
      return RowCounts.of(connection, tables, LIMIT);
    }
  }

  private CheckResult run(RowCounts before) {
    var check = new RowsCheck("rows", before, TABLES, database::connect);
    return new Checks(Map.of(), Mask.NONE)
        .run(List.of(check), Target.at(URI.create("http://127.0.0.1:1")))
        .results()
        .getFirst();
  }

  @Test
  void moreRowsAreFineAndFewerAreNot() throws SQLException {
    var before = count(TABLES);
    assertThat(before.counts())
        .containsEntry("users", 8114L)
        .containsEntry("sales.\"Orders\"", 10L);
    execute("INSERT INTO users VALUES (9000)");
    assertThat(run(before).line())
        .isEqualTo("✔ rows: 8,125 rows in 2 tables, none fewer than before");
    execute("DELETE FROM users WHERE id <= 1200");
    assertThat(run(before).line()).isEqualTo("✖ rows: users lost 1,199 of 8,114 rows");
    execute("DROP TABLE sales.\"Orders\"");
    assertThat(run(before).fact())
        .isEqualTo("users lost 1,199 of 8,114 rows; sales.\"Orders\": there is no such table");
  }

  @Test
  void whatCouldNotBeCountedIsNotASuccess() throws SQLException {
    var before = count(List.of("users", "gone", "bad\" name"));
    assertThat(before.uncounted()).containsEntry("gone", "there is no such table");
    assertThat(before.counts()).containsOnlyKeys("users");
    var result = run(before);
    assertThat(result.line()).isEqualTo("? rows: sales.\"Orders\" before: it was not counted");
    var unreachable =
        new RowsCheck(
            "rows",
            before,
            TABLES,
            () -> {
              throw new SQLException("connection refused");
            });
    assertThat(
            new Checks(Map.of(), Mask.NONE)
                .run(List.of(unreachable), Target.at(URI.create("http://127.0.0.1:1")))
                .summary())
        .isEqualTo("1 of 1 check could not be measured: rows");
  }
}
