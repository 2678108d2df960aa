package dev.slipway.postgres.export;

import static dev.slipway.postgres.testing.TestingClusters.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.postgres.cluster.RunningCluster;
import dev.slipway.postgres.testing.TestingClusters;
import dev.slipway.postgres.testing.Writers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DataExportTest {
  private static TestingClusters testing;
  private static RunningCluster source;

  @BeforeAll
  static void provision() throws Exception {
    testing = TestingClusters.bundled();
    source = testing.provision("production");
    execute(
        source,
        """
        CREATE TABLE countries (code text PRIMARY KEY, name text);
        CREATE TABLE tenants (id int PRIMARY KEY, name text,
          country text REFERENCES countries (code));
        CREATE TABLE orders (id int PRIMARY KEY, tenant int NOT NULL REFERENCES tenants (id),
          replaces int REFERENCES orders (id));
        CREATE TABLE products (id int PRIMARY KEY, name text);
        CREATE TABLE lines (order_id int REFERENCES orders (id), product int REFERENCES products (id),
          note text, PRIMARY KEY (order_id, product));
        CREATE TABLE settings (tenant_id int, key text);
        INSERT INTO countries VALUES ('de', 'Germany'), ('fr', 'France');
        INSERT INTO tenants VALUES (1, 'One, "Ltd"', 'de'), (2, 'Two', 'fr');
        INSERT INTO products SELECT g, 'product ' || g FROM generate_series(1, 10) g;
        INSERT INTO orders SELECT g, 1 + g % 2, CASE WHEN g > 2 THEN g - 2 END
          FROM generate_series(1, 20) g;
        INSERT INTO lines SELECT g, 1 + g % 4, E'tab\\there\\nand "there"'
          FROM generate_series(1, 20) g;
        INSERT INTO settings VALUES (1, 'a'), (2, 'b')\
        """);
  }

  @AfterAll
  static void close() throws Exception {
    testing.close();
  }

  private static Map<String, String> export(ExportRequest request) throws Exception {
    var out = new ByteArrayOutputStream();
    new DataExport(source.admin(), InstantSource.system()).write(request, out, bytes -> {});
    var files = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void oneTenantComesWithHisChildrenAndWhatTheyPointAtAndNothingElse() throws Exception {
    var tenant = new ExportRequest.Tenant(Optional.of("tenants"), Optional.of("tenant_id"), "1");
    var files = export(new ExportRequest(ExportRequest.Format.JSONL, Optional.of(tenant)));

    assertThat(files.get("public.tenants.jsonl").lines()).hasSize(1);
    assertThat(files.get("public.countries.jsonl"))
        .isEqualTo("{\"code\":\"de\",\"name\":\"Germany\"}\n");
    assertThat(files.get("public.orders.jsonl").lines())
        .hasSize(10)
        .allMatch(line -> line.contains("\"tenant\":1"));
    assertThat(files.get("public.lines.jsonl").lines()).hasSize(10);
    // Only what the tenant's orders hold.
    assertThat(files.get("public.products.jsonl").lines()).hasSize(2);
    assertThat(files.get("public.settings.jsonl")).isEqualTo("{\"tenant_id\":1,\"key\":\"a\"}\n");

    var json = JsonMapper.builder().build();
    var line = json.readTree(files.get("public.lines.jsonl").lines().findFirst().orElseThrow());
    assertThat(line.get("note").asString()).isEqualTo("tab\there\nand \"there\"");
    var manifest = json.readValue(files.get("manifest.json"), ExportManifest.class);
    assertThat(files.keySet()).last().isEqualTo("manifest.json");
    assertThat(manifest.tables())
        .filteredOn(table -> table.name().equals("public.products"))
        .allMatch(table -> table.rows() == 2 && table.owned() == 0);
    assertThat(manifest.rows()).isEqualTo(1 + 1 + 10 + 10 + 2 + 1);
  }

  @Test
  void everythingIsOfOneMomentWhileOthersWrite() throws Exception {
    execute(
        source,
        "CREATE TABLE copies (id bigint)",
        "CREATE FUNCTION copy() RETURNS trigger"
            + " LANGUAGE plpgsql AS 'BEGIN INSERT INTO copies VALUES (NEW.id); RETURN NULL; END'");
    try (var writers = Writers.start(source, 2)) {
      execute(
          source,
          "CREATE TRIGGER copy AFTER INSERT ON ledger FOR EACH ROW EXECUTE FUNCTION copy()",
          "TRUNCATE ledger, copies");
      writers.awaitCommits(50);
      var files = export(ExportRequest.everything(ExportRequest.Format.CSV));
      var ledger = files.get("public.ledger.csv").lines().count();
      assertThat(ledger).isGreaterThan(40);
      assertThat(files.get("public.copies.csv").lines().count()).isEqualTo(ledger);
      assertThat(files.get("public.tenants.csv")).contains("1,\"One, \"\"Ltd\"\"\",de");
    }
    execute(source, "DROP TABLE copies CASCADE", "DROP TABLE ledger CASCADE");
  }

  @Test
  void aTenantThatIsNotThereIsNoEmptyExport() {
    var tenant = new ExportRequest.Tenant(Optional.of("tenants"), Optional.empty(), "99");
    assertThatThrownBy(
            () -> export(new ExportRequest(ExportRequest.Format.JSONL, Optional.of(tenant))))
        .hasMessageContaining("tenants 99: there is no row of this tenant");
    var table = new ExportRequest.Tenant(Optional.of("lines"), Optional.empty(), "1");
    assertThatThrownBy(
            () -> export(new ExportRequest(ExportRequest.Format.JSONL, Optional.of(table))))
        .hasMessageContaining("public.lines: is no table with a primary key of one column");
  }
}
