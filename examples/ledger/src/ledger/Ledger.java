package ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts, and transfers between them. Amounts are in cents. */
final class Ledger {
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final String TRANSFER =
      """
      SELECT transfers.id, transfers.description, transfers.posted_at::text AS posted_at,
             source.account_id AS "from", target.account_id AS "to", target.amount
      FROM transfers
      JOIN entries source ON source.transfer_id = transfers.id AND source.amount < 0
      JOIN entries target ON target.transfer_id = transfers.id AND target.amount > 0
      """;

  private final Database database;

  Ledger(Database database) {
    this.database = database;
  }

  record Transfer(long from, long to, long amount, String description, String key) {}

  /** Opens an account, or finds the one that has the name. */
  Map<String, Object> open(String name) throws SQLException {
    database.transact(
        connection ->
            update(
                connection,
                "INSERT INTO accounts (name) VALUES (?) ON CONFLICT (name) DO NOTHING",
                name));
    return database.transact(
        connection -> one(connection, "SELECT * FROM balances WHERE name = ?", name));
  }

  List<Map<String, Object>> accounts() throws SQLException {
    return database.transact(
        connection -> rows(connection, "SELECT * FROM balances ORDER BY id LIMIT 1000"));
  }

  Map<String, Object> account(long id) throws SQLException {
    return database.transact(
        connection -> one(connection, "SELECT * FROM balances WHERE id = ?", id));
  }

  List<Map<String, Object>> transfers() throws SQLException {
    return database.transact(
        connection -> rows(connection, TRANSFER + "ORDER BY transfers.id DESC LIMIT 100"));
  }

  Map<String, Object> transfer(long id) throws SQLException {
    return database.transact(
        connection -> one(connection, TRANSFER + "WHERE transfers.id = ?", id));
  }

  /** Posts the transfer, or finds the one that was posted under its key. */
  Map<String, Object> post(Transfer transfer) throws SQLException {
    if (transfer.amount() <= 0) {
      throw new Refusal(400, "amount must be more than 0, in cents");
    }
    if (transfer.from() == transfer.to()) {
      throw new Refusal(400, "from and to must be two accounts");
    }
    try {
      return transfer(database.transact(connection -> post(connection, transfer)));
    } catch (SQLException e) {
      if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        throw new Refusal(404, "no such account: " + transfer.from() + " or " + transfer.to());
      }
      throw e;
    }
  }

  private static long post(Connection connection, Transfer transfer) throws SQLException {
    var posted =
        rows(
            connection,
            "INSERT INTO transfers (description, request_key) VALUES (?, ?)"
                + " ON CONFLICT (request_key) WHERE request_key IS NOT NULL DO NOTHING"
                + " RETURNING id",
            transfer.description(),
            transfer.key());
    if (posted.isEmpty()) {
      var sql = "SELECT id FROM transfers WHERE request_key = ?";
      return (Long) one(connection, sql, transfer.key()).get("id");
    }
    var id = (Long) posted.getFirst().get("id");
    update(
        connection,
        "INSERT INTO entries (transfer_id, account_id, amount) VALUES (?, ?, ?), (?, ?, ?)",
        id,
        transfer.from(),
        -transfer.amount(),
        id,
        transfer.to(),
        transfer.amount());
    return id;
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static Map<String, Object> one(Connection connection, String sql, Object... values)
      throws SQLException {
    var rows = rows(connection, sql, values);
    if (rows.isEmpty()) {
      throw new Refusal(404, "there is none of that number");
    }
    return rows.getFirst();
  }

  private static List<Map<String, Object>> rows(Connection connection, String sql, Object... values)
      throws SQLException {
    try (var statement = prepared(connection, sql, values);
        var result = statement.executeQuery()) {
      var rows = new ArrayList<Map<String, Object>>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    }
  }

  private static Map<String, Object> row(ResultSet result) throws SQLException {
    var row = new LinkedHashMap<String, Object>();
    for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
    }
    return row;
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (var i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
