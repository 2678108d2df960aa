package dev.slipway.postmaster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.postmaster.testing.TestingPostgres;
import org.junit.jupiter.api.Test;

final class TestingPostgresTest {
  @Test
  void givesEachTestADatabaseOfItsOwn() throws Exception {
    try (var one = TestingPostgres.freshDatabase();
        var other = TestingPostgres.freshDatabase();
        var connection = one.connect();
        var statement = connection.createStatement()) {
      assertThat(one.name()).isNotEqualTo(other.name());
      try (var rows = statement.executeQuery("SELECT current_database()")) {
        rows.next();
        assertThat(rows.getString(1)).isEqualTo(one.name());
      }
    }
  }
}
