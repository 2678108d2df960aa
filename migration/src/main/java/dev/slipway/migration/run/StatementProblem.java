package dev.slipway.migration.run;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.migration.DatabaseProblem;
import dev.slipway.migration.source.Migration;
import dev.slipway.migration.sql.Statement;
import java.sql.SQLException;

/** A statement that did not go in, with its place in its file. */
final class StatementProblem {
  private StatementProblem() {}

  static ProblemException of(Migration migration, Statement statement, SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var hint =
        switch (state) {
          case "55P03" ->
              "somebody holds the table: see who with slipway migrate status, then apply again";
          case "57014" -> "it took longer than its budget allows: make a new plan";
          case "42501" -> "give the migration role the right, or apply as the owner";
          default -> "nothing of this transaction is in; correct the file and apply again";
        };
    return Problem.of(
            DatabaseProblem.isConnectionLost(e) ? Problem.Kind.UNAVAILABLE : Problem.Kind.FAILED,
            "SLIP-6023",
            place(migration, statement)
                + ": \""
                + statement.summary(80)
                + "\" failed: "
                + DatabaseProblem.message(e)
                + " ("
                + state
                + ")",
            hint)
        .exception(e);
  }

  static ProblemException rollsBack(Migration migration, Statement statement) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-6024",
            place(migration, statement) + ": a migration can't roll itself back",
            "remove the ROLLBACK")
        .exception();
  }

  static ProblemException notABatch(Migration migration, Statement statement) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-6025",
            place(migration, statement) + ": is marked as a batch and has no LIMIT",
            "write UPDATE … WHERE id IN (SELECT id … WHERE it is still to do LIMIT 10000);"
                + " it is repeated until no row is left")
        .exception();
  }

  private static String place(Migration migration, Statement statement) {
    return migration.file() + ":" + statement.line();
  }
}
