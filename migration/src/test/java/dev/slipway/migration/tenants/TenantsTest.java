package dev.slipway.migration.tenants;

import static dev.slipway.migration.TestingMigrations.database;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migration.Rows;
import dev.slipway.migration.TestingMigrations;
import dev.slipway.postmaster.testing.TestingPostgres;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TenantsTest {
  private static final List<String> SCHEMAS =
      IntStream.rangeClosed(1, 12).mapToObj(n -> "tenant_" + n).toList();

  @Test
  void theOddOneIsFoundPutAsideAndResumedWhileTheOthersGoOn() throws Exception {
    try (var test = TestingPostgres.freshDatabase();
        var files =
            TestingMigrations.empty()
                .with("1_a.sql", "CREATE TABLE orders (id int PRIMARY KEY)")
                .with(
                    "2_b.sql", "ALTER TABLE orders ADD note text; INSERT INTO orders VALUES (1)")) {
      try (var connection = test.connect()) {
        for (var schema : SCHEMAS) {
          Rows.execute(connection, "CREATE SCHEMA " + schema);
        }
        Rows.execute(connection, "CREATE TABLE tenant_7.orders (id int, note text)");
      }
      var tenants = new Tenants(database(test), files.read(), 3);
      var groups = tenants.byShape(SCHEMAS);
      assertThat(groups).hasSize(2);
      assertThat(groups.get(1)).containsExactly("tenant_7");

      var first = tenants.apply(SCHEMAS, schema -> {});
      assertThat(first.migrated()).hasSize(11);
      assertThat(first.quarantined()).containsOnlyKeys("tenant_7");
      assertThat(first.quarantined().get("tenant_7").fact())
          .contains("1_a.sql:1")
          .contains("\"orders\" already exists");

      try (var connection = test.connect()) {
        Rows.execute(connection, "DROP TABLE tenant_7.orders");
      }
      var second = tenants.apply(SCHEMAS, schema -> {});
      assertThat(second.migrated()).containsExactly("tenant_7");
      assertThat(second.upToDate()).hasSize(11);
      assertThat(tenants.byShape(SCHEMAS)).hasSize(1);
      try (var connection = test.connect()) {
        assertThat(Rows.text(connection, "SELECT count(*) FROM slipway.migrations"))
            .isEqualTo("24");
        assertThat(Rows.text(connection, "SELECT count(*) FROM tenant_9.orders")).isEqualTo("1");
      }
    }
  }
}
