package dev.slipway.migration;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What the server said, as a problem that a person can act on. */
public final class DatabaseProblem {
  private static final String CONNECTION_CLASS = "08";
  private static final String ADMIN_SHUTDOWN = "57P";

  private DatabaseProblem() {}

  /** For the room's own questions to a database. */
  public static ProblemException of(Database database, String doing, SQLException e) {
    return Problem.of(
            isConnectionLost(e) ? Problem.Kind.UNAVAILABLE : Problem.Kind.FAILED,
            "SLIP-6012",
            database + ": " + doing + " failed: " + message(e),
            "the server's log around now may say more")
        .exception(e);
  }

  public static boolean isConnectionLost(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return state.startsWith(CONNECTION_CLASS) || state.startsWith(ADMIN_SHUTDOWN);
  }

  /** Message, detail and hint of the server, on one line. */
  public static String message(SQLException e) {
    if (e instanceof PSQLException answer && answer.getServerErrorMessage() != null) {
      var server = answer.getServerErrorMessage();
      var text = new StringBuilder(String.valueOf(server.getMessage()));
      if (server.getDetail() != null) {
        text.append(" (").append(server.getDetail()).append(')');
      }
      if (server.getHint() != null) {
        text.append("; ").append(server.getHint());
      }
      return text.toString();
    }
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
