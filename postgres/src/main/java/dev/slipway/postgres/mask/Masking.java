package dev.slipway.postgres.mask;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Login;
import dev.slipway.postgres.cluster.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Masks the database behind a login and proves it. What a failure leaves is neither the original
 * nor a masked copy: whoever asked throws it away.
 *
 * @param rules by schema.table.column; the schema may be left out for public
 * @param seed what values are replaced by follows from it: the same seed, the same replacements
 */
public record Masking(Map<String, MaskRule> rules, String seed) {
  private static final String FUNCTIONS = "functions.sql";

  public Masking {
    rules = Map.copyOf(rules);
  }

  /** Without the seed, with which replacements could be found out by trying. */
  @Override
  public String toString() {
    return "masking with " + rules.size() + " rules";
  }

  public MaskProof run(Login admin) {
    var began = System.nanoTime();
    try (var connection = admin.connect()) {
      prepare(connection);
      var plan = new MaskPlan(Columns.read(connection), rules);
      if (!plan.mistakes().isEmpty()) {
        throw refused(admin, plan.mistakes());
      }
      connection.setAutoCommit(false);
      var originals = Originals.collect(connection, plan);
      var rows = replace(connection, plan);
      checkKeys(connection, plan);
      connection.commit();
      connection.setAutoCommit(true);
      wipe(connection, plan);
      connection.setAutoCommit(false);
      var scan = new MaskScan(connection, plan, originals);
      scan.run();
      connection.rollback();
      if (!scan.findings().isEmpty()) {
        throw unproven(admin, scan.findings());
      }
      var masked = plan.changing(plan.columns().all()).stream().map(Columns::name).toList();
      return new MaskProof(
          masked.stream().distinct().toList(),
          rows,
          scan.values(),
          Duration.ofNanos(System.nanoTime() - began));
    } catch (SQLException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-5252",
              admin.database() + ": can't be masked: " + e.getMessage(),
              "the copy is thrown away; a column that must stay unique takes hash")
          .exception(e);
    }
  }

  private void prepare(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      // Logged, statements would carry the seed; with triggers, changes would be written down.
      statement.execute("SET log_statement = 'none'");
      statement.execute("SET log_min_duration_statement = -1");
      statement.execute("SET log_min_error_statement = 'panic'");
      statement.execute("SET session_replication_role = replica");
      statement.execute("SET row_security = off");
      statement.execute("SET slipway.mask_seed = " + Sql.literal(seed));
      try (var stream = Masking.class.getResourceAsStream(FUNCTIONS)) {
        statement.execute(
            new String(
                Objects.requireNonNull(stream, FUNCTIONS).readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static long replace(Connection connection, MaskPlan plan) throws SQLException {
    var count = 0L;
    try (var statement = connection.createStatement()) {
      for (var table : plan.columns().byTable().entrySet()) {
        var changes =
            plan.changing(table.getValue()).stream()
                .map(
                    column ->
                        column.quoted()
                            + " = "
                            + new MaskExpression(column, plan.rule(column).orElseThrow())
                                .sql()
                                .orElseThrow())
                .collect(Collectors.joining(", "));
        if (!changes.isEmpty()) {
          count += statement.executeLargeUpdate("UPDATE " + table.getKey() + " SET " + changes);
        }
      }
      // The record of changes repeats every value that ever was.
      statement.execute(
          """
          DO $$ BEGIN
            IF to_regclass('slipway.audit') IS NOT NULL THEN TRUNCATE slipway.audit; END IF;
          END $$\
          """);
    }
    return count;
  }

  private static void checkKeys(Connection connection, MaskPlan plan) throws SQLException {
    for (var key : plan.changedKeys()) {
      var from = parts(key.from());
      var to = parts(key.to());
      var sql =
          "SELECT 1 FROM "
              + from.table()
              + " AS child WHERE child."
              + from.column()
              + " IS NOT NULL AND NOT EXISTS (SELECT FROM "
              + to.table()
              + " AS parent WHERE parent."
              + to.column()
              + " = child."
              + from.column()
              + ") LIMIT 1";
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        if (rows.next()) {
          throw new SQLException(key.from() + " no longer meets " + key.to());
        }
      }
    }
  }

  private record Parts(String table, String column) {}

  private static Parts parts(String name) {
    var first = name.indexOf('.');
    var last = name.lastIndexOf('.');
    return new Parts(
        Sql.identifier(name.substring(0, first))
            + "."
            + Sql.identifier(name.substring(first + 1, last)),
        Sql.identifier(name.substring(last + 1)));
  }

  /** Replaced values stay in the files, in statistics and in what was computed from them. */
  private static void wipe(Connection connection, MaskPlan plan) throws SQLException {
    var tables = new ArrayList<String>();
    plan.columns()
        .byTable()
        .forEach(
            (table, columns) -> {
              if (!plan.changing(columns).isEmpty()) {
                tables.add(table);
              }
            });
    try (var statement = connection.createStatement()) {
      for (var table : tables) {
        statement.execute("VACUUM (FULL, ANALYZE) " + table);
      }
      for (var view : views(connection)) {
        statement.execute("REFRESH MATERIALIZED VIEW " + view);
        statement.execute("ANALYZE " + view);
      }
      statement.execute("VACUUM (FULL) pg_catalog.pg_statistic");
      statement.execute("VACUUM (FULL) pg_catalog.pg_statistic_ext_data");
      statement.execute(
          """
          DO $$ BEGIN
            IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_stat_statements') THEN
              PERFORM pg_stat_statements_reset();
            END IF;
          EXCEPTION WHEN object_not_in_prerequisite_state THEN NULL;
          END $$\
          """);
    }
  }

  private static List<String> views(Connection connection) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT format('%I.%I', schemaname, matviewname) FROM pg_matviews"
                    + " WHERE ispopulated ORDER BY (SELECT oid FROM pg_class WHERE oid ="
                    + " format('%I.%I', schemaname, matviewname)::regclass)")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static RuntimeException refused(Login admin, List<String> mistakes) {
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-5250",
            admin.database() + ": can't be masked: " + String.join("; ", mistakes),
            "write a rule for each below databases.….mask in slipway.yaml: name, email, phone, text,"
                + " number, date, hash, empty, or keep for what is harmless")
        .exception();
  }

  private static RuntimeException unproven(Login admin, List<String> findings) {
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-5251",
            admin.database()
                + ": the masked copy can't be used, because in it still stands: "
                + String.join("; ", findings),
            "write rules for these columns below databases.….mask in slipway.yaml")
        .exception();
  }
}
