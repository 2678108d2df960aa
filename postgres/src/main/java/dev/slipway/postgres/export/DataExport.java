package dev.slipway.postgres.export;

import dev.slipway.kit.Problem;
import dev.slipway.postgres.cluster.Login;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes rows into a zip as they are read, all of one snapshot, so that no table is later than
 * another. Works with any PostgreSQL that the login reaches, ours or not.
 */
public final class DataExport {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MANIFEST = "manifest.json";

  private final Login login;
  private final InstantSource clock;

  public DataExport(Login login, InstantSource clock) {
    this.login = login;
    this.clock = clock;
  }

  /**
   * @param progress told of the bytes that were written since it was told last
   */
  public ExportManifest write(ExportRequest request, OutputStream out, LongConsumer progress)
      throws IOException {
    try (var connection = login.connect();
        var zip = new ZipOutputStream(out)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setAutoCommit(false);
      var relations = Relations.read(connection);
      if (request.tenant().isPresent()) {
        new TenantRows(connection, relations).find(request.tenant().get());
      }
      var tables = new ArrayList<ExportManifest.Table>();
      for (var table : relations.tables()) {
        tables.add(write(connection, request, table, zip, progress));
      }
      var manifest =
          new ExportManifest(
              login.database(),
              ask(connection, "SHOW server_version"),
              ask(connection, "SELECT pg_current_wal_lsn()"),
              clock.instant(),
              request.format().name().toLowerCase(java.util.Locale.ROOT),
              request.tenant(),
              tables);
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
      zip.closeEntry();
      connection.rollback();
      return manifest;
    } catch (SQLException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-5260",
              login + ": can't be exported: " + e.getMessage(),
              "the file that was begun is no export: it has no manifest")
          .exception(e);
    }
  }

  private static ExportManifest.Table write(
      Connection connection,
      ExportRequest request,
      Relations.Table table,
      ZipOutputStream zip,
      LongConsumer progress)
      throws SQLException, IOException {
    var ending = request.format() == ExportRequest.Format.CSV ? ".csv" : ".jsonl";
    var file = table.text() + ending;
    zip.putNextEntry(new ZipEntry(file));
    var digest = sha256();
    var counted = new Counted(new DigestOutputStream(zip, digest), progress);
    var rows =
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy(request, table), counted);
    zip.closeEntry();
    var owned = rows;
    if (request.tenant().isPresent()) {
      owned =
          new TenantRows(connection, new Relations(java.util.List.of(), java.util.List.of()))
              .count(table.owned());
    }
    return new ExportManifest.Table(
        table.text(), file, rows, owned, counted.bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static String copy(ExportRequest request, Relations.Table table) {
    var where =
        request.tenant().isEmpty()
            ? ""
            : " WHERE ctid IN (SELECT id FROM "
                + table.owned()
                + " UNION ALL SELECT id FROM "
                + table.shared()
                + ")";
    var rows = "SELECT * FROM " + table.quoted() + where;
    return request.format() == ExportRequest.Format.CSV
        ? "COPY (" + rows + ") TO STDOUT (FORMAT csv, HEADER)"
        // Of JSON no character is a quote or a delimiter to this: each row leaves as it is.
        : "COPY (SELECT row_to_json(line) FROM ("
            + rows
            + ") AS line) TO STDOUT (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')";
  }

  private static final class Counted extends FilterOutputStream {
    private final LongConsumer progress;
    private long bytes;

    Counted(OutputStream out, LongConsumer progress) {
      super(out);
      this.progress = progress;
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      out.write(content, from, length);
      bytes += length;
      progress.accept(length);
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      bytes++;
      progress.accept(1);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }
}
