package dev.slipway.operations.journal;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.PlannedStep;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.operation.StepState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rows of the tables. */
final class Rows {
  private Rows() {}

  static OperationRow operation(ResultSet row) throws SQLException {
    return new OperationRow(
        row.getLong("number"),
        row.getString("type"),
        row.getString("title"),
        row.getString("target"),
        row.getBoolean("changing"),
        row.getInt("plan_version"),
        row.getInt("code_version"),
        List.of(Json.read(row.getString("plan"), PlannedStep[].class)),
        Json.tree(row.getString("input")),
        new Request(row.getString("who"), row.getString("came_from"), row.getString("why")),
        row.getTimestamp("requested_at").toInstant(),
        instant(row, "deadline_at"),
        cancel(row),
        instant(row, "stranded_at"),
        row.getLong("fence"),
        row.getLong("last_event"),
        standing(row));
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var worker = row.getLong("worker");
    var hasWorker = !row.wasNull();
    return new Standing(
        OperationState.of(row.getString("state")),
        row.getString("step"),
        row.getString("outcome"),
        problem(row.getString("problem")),
        instant(row, "began_at"),
        instant(row, "ended_at"),
        row.getBoolean("holds"),
        instant(row, "due_at"),
        Optional.ofNullable(row.getString("signal_key")),
        hasWorker ? Optional.of(worker) : Optional.empty());
  }

  private static Optional<Request> cancel(ResultSet row) throws SQLException {
    var who = row.getString("cancel_who");
    return who == null
        ? Optional.empty()
        : Optional.of(new Request(who, "", row.getString("cancel_why")));
  }

  static StepRow step(ResultSet row) throws SQLException {
    return new StepRow(
        row.getString("name"),
        row.getInt("ordinal"),
        StepState.of(row.getString("state")),
        row.getInt("attempt"),
        row.getInt("deaths"),
        row.getTimestamp("began_at").toInstant(),
        instant(row, "ended_at"),
        row.getString("summary"),
        json(row.getString("output")),
        json(row.getString("remembered")),
        problem(row.getString("problem")),
        row.getInt("undo_attempt"));
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static Optional<JsonNode> json(@Nullable String text) {
    return Optional.ofNullable(text).map(Json::tree);
  }

  private static Optional<Problem> problem(@Nullable String text) {
    return Optional.ofNullable(text).map(json -> Json.read(json, Problem.class));
  }
}
