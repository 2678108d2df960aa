package dev.slipway.operations.journal;

import dev.slipway.protocol.operation.Figure;
import dev.slipway.protocol.operation.Happening;
import dev.slipway.protocol.operation.OperationEvent;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.operation.OperationSummary;
import dev.slipway.protocol.operation.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads what is kept. */
public final class History {
  private History() {}

  public static Optional<OperationRow> operation(Handle handle, long number) {
    return handle
        .createQuery("SELECT * FROM operations.operation WHERE number = :number")
        .bind("number", number)
        .map((row, context) -> Rows.operation(row))
        .findOne();
  }

  public static List<StepRow> steps(Handle handle, long number) {
    return handle
        .createQuery("SELECT * FROM operations.step WHERE operation = :number ORDER BY ordinal")
        .bind("number", number)
        .map((row, context) -> Rows.step(row))
        .list();
  }

  public static List<OperationEvent> events(Handle handle, long number, long after, int limit) {
    return handle
        .createQuery(
            """
            SELECT * FROM operations.event WHERE operation = :operation AND number > :after
            ORDER BY number LIMIT :limit""")
        .bind("operation", number)
        .bind("after", after)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new OperationEvent(
                    row.getLong("operation"),
                    row.getLong("number"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("step"),
                    Json.read(row.getString("what"), Happening.class)))
        .list();
  }

  /** What each step measured, the newest of each name. */
  public static Map<String, List<Figure>> figures(Handle handle, long number) {
    var figures = new LinkedHashMap<String, List<Figure>>();
    handle
        .createQuery(
            """
            SELECT DISTINCT ON (step, what ->> 'name') step, what ->> 'name' AS name,
              (what ->> 'value')::float8 AS value, what ->> 'unit' AS unit
            FROM operations.event
            WHERE operation = :operation AND what ->> 'kind' = 'measured'
            ORDER BY step, what ->> 'name', number DESC""")
        .bind("operation", number)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("step"),
                    new Figure(
                        row.getString("name"), row.getDouble("value"), row.getString("unit"))))
        .forEach(
            one ->
                figures
                    .computeIfAbsent(one.getKey(), any -> new ArrayList<>())
                    .add(one.getValue()));
    return figures;
  }

  /** The operation that holds a target. */
  public static Optional<OperationRow> holder(Handle handle, String target) {
    return Targets.holder(handle, target);
  }

  /** One page by the key: what precedes it is not read, however many there are. */
  public static List<OperationSummary> list(Handle handle, Filter filter) {
    var conditions = new ArrayList<String>();
    filter.target().ifPresent(any -> conditions.add("target = :target"));
    filter.type().ifPresent(any -> conditions.add("type = :type"));
    filter.before().ifPresent(any -> conditions.add("number < :before"));
    if (!filter.states().isEmpty()) {
      conditions.add("state = ANY (:states)");
    }
    var where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    var query =
        handle.createQuery(
            """
            SELECT number, type, title, target, state, step, who, came_from, why, requested_at,
              began_at, ended_at,
              CASE WHEN stranded_at IS NULL THEN outcome
                ELSE 'stands still: nobody knows ' || type || ' version ' || code_version
              END AS outcome
            FROM operations.operation %s ORDER BY number DESC LIMIT :limit"""
                .formatted(where));
    filter.target().ifPresent(target -> query.bind("target", target));
    filter.type().ifPresent(type -> query.bind("type", type));
    filter.before().ifPresent(before -> query.bind("before", before));
    if (!filter.states().isEmpty()) {
      query.bindArray(
          "states", String.class, filter.states().stream().map(OperationState::word).toList());
    }
    return query.bind("limit", filter.limit()).map((row, context) -> summary(row)).list();
  }

  private static OperationSummary summary(ResultSet row) throws SQLException {
    return new OperationSummary(
        row.getLong("number"),
        row.getString("type"),
        row.getString("title"),
        row.getString("target"),
        OperationState.of(row.getString("state")),
        row.getString("step"),
        new Request(row.getString("who"), row.getString("came_from"), row.getString("why")),
        row.getTimestamp("requested_at").toInstant(),
        Rows.instant(row, "began_at"),
        Rows.instant(row, "ended_at"),
        row.getString("outcome"));
  }
}
