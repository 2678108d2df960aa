package ledger;

import java.sql.SQLException;

/** Whether the application works, and whether it should get requests. */
final class Health {
  private final Database database;
  private volatile boolean ending;

  Health(Database database) {
    this.database = database;
  }

  record Finding(boolean good, String text) {}

  void sayNotReady() {
    ending = true;
  }

  /** Ready means that a request would succeed: the tables can be read. */
  Finding ready() {
    if (ending) {
      return new Finding(false, "ending");
    }
    try {
      database.transact(
          connection -> {
            try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM transfers LIMIT 1")) {
              return rows.next();
            }
          });
      return new Finding(true, "ok");
    } catch (SQLException e) {
      return new Finding(false, "database: " + e.getMessage());
    }
  }
}
