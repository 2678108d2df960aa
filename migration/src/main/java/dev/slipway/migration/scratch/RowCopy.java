package dev.slipway.migration.scratch;

import dev.slipway.migration.Database;
import dev.slipway.migration.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.postgresql.PGConnection;

/** Fills the copy's tables, all from one snapshot of the database. */
final class RowCopy {
  private static final int BUFFER = 1 << 20;

  private final Database source;
  private final Database scratch;
  private final RowsWanted wanted;
  private final Map<String, Double> scale = new HashMap<>();

  RowCopy(Database source, Database scratch, RowsWanted wanted) {
    this.source = source;
    this.scratch = scratch;
    this.wanted = wanted;
  }

  private record Table(String name, String columns, long rows, boolean bookkeeping) {}

  /** Rows in the database for one in the copy, of each table that isn't whole. */
  Map<String, Double> make() throws SQLException {
    try (var from = source.connect("slipway reads rows");
        var to = scratch.connect("slipway scratch")) {
      from.setAutoCommit(false);
      Rows.execute(from, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      // Foreign keys and triggers are for the database; here the rows come in any order.
      Rows.execute(to, "SET session_replication_role = replica");
      var tables = tables(from);
      if (!tables.isEmpty()) {
        Rows.execute(
            to, "TRUNCATE " + String.join(", ", tables.stream().map(Table::name).toList()));
      }
      for (var table : tables) {
        copy(from, to, table);
      }
      from.rollback();
      Rows.execute(to, "RESET session_replication_role");
      Rows.execute(to, "ANALYZE");
    }
    return scale;
  }

  private static List<Table> tables(Connection from) throws SQLException {
    return new ArrayList<>(
        Rows.list(
            from,
            """
            SELECT format('%I.%I', n.nspname, c.relname),
              coalesce((SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
                FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0
                AND NOT attisdropped AND attgenerated = ''), ''),
              greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid), 0),
              n.nspname = 'slipway' OR c.relname ~ ('^(_prisma_migrations|flyway_schema_history'
                '|goose_db_version|schema_migrations|__diesel_schema_migrations)$')
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'r' AND c.oid >= 16384 AND c.relpersistence <> 't'
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')
              AND (n.nspname <> 'slipway' OR c.relname IN ('migrations', 'migration_progress'))
            """,
            row ->
                new Table(row.getString(1), row.getString(2), row.getLong(3), row.getBoolean(4))));
  }

  private void copy(Connection from, Connection to, Table table) throws SQLException {
    if (table.columns().isEmpty()) {
      return;
    }
    var whole = table.bookkeeping() || wanted.wantsAll(table.rows());
    var sample = "";
    if (!whole) {
      var percent = 100.0 * wanted.most().orElse(0L) / Math.max(1, table.rows());
      sample = String.format(Locale.ROOT, " TABLESAMPLE SYSTEM (%.6f)", Math.min(100, percent));
    }
    var rows = pipe(from, to, table, sample);
    if (!whole) {
      scale.put(table.name(), (double) table.rows() / Math.max(1, rows));
    }
  }

  private static long pipe(Connection from, Connection to, Table table, String sample)
      throws SQLException {
    var out = "COPY (SELECT " + table.columns() + " FROM " + table.name() + sample + ") TO STDOUT";
    var in = "COPY " + table.name() + " (" + table.columns() + ") FROM STDIN";
    try (var writing = new PipedOutputStream();
        var reading = new PipedInputStream(writing, BUFFER)) {
      var sent = CompletableFuture.runAsync(() -> send(from, out, writing));
      var rows = receive(to, in, reading);
      sent.join();
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CompletionException e) {
      throw new SQLException(table.name() + " can't be read", e.getCause());
    }
  }

  private static void send(Connection from, String sql, OutputStream stream) {
    try (stream) {
      from.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, stream);
    } catch (SQLException | IOException e) {
      throw new CompletionException(e);
    }
  }

  private static long receive(Connection to, String sql, InputStream stream)
      throws SQLException, IOException {
    return to.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, stream);
  }
}
