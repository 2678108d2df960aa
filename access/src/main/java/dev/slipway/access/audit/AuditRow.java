package dev.slipway.access.audit;

import dev.slipway.access.audit.AuditEvent.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How an entry lies in the table. */
final class AuditRow {
  static final String COLUMNS =
      "number, at, actor, actor_name, address, action, outcome, target, application, environment,"
          + " before, after, previous, hash";
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};

  private AuditRow() {}

  static void insert(Handle handle, AuditEntry entry) {
    var event = entry.event();
    handle
        .createUpdate(
            "INSERT INTO access.audit ("
                + COLUMNS
                + ") VALUES (:number, :at, :actor, :actorName, :address, :action, :outcome,"
                + " :target, :application, :environment, :before, :after, :previous, :hash)")
        .bind("number", entry.number())
        .bind("at", entry.at().atOffset(ZoneOffset.UTC))
        .bind("actor", entry.actor().id())
        .bind("actorName", entry.actor().name())
        .bind("address", entry.actor().address())
        .bind("action", event.action())
        .bind("outcome", entry.outcome().name())
        .bind("target", event.target())
        .bind("application", event.application())
        .bind("environment", event.environment())
        .bind("before", json(event.change().before()))
        .bind("after", json(event.change().after()))
        .bind("previous", entry.link().previous().bytes())
        .bind("hash", entry.link().hash().bytes())
        .execute();
  }

  static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Actor(row.getString("actor"), row.getString("actor_name"), row.getString("address")),
        new AuditEvent(
            row.getString("action"),
            row.getString("target"),
            row.getString("application"),
            row.getString("environment"),
            new Change(values(row.getString("before")), values(row.getString("after")))),
        AuditEvent.Outcome.valueOf(row.getString("outcome")),
        new AuditEntry.Link(
            Digest.ofBytes(row.getBytes("previous")), Digest.ofBytes(row.getBytes("hash"))));
  }

  private static String json(Map<String, String> values) {
    return JSON.writeValueAsString(new TreeMap<>(values));
  }

  private static Map<String, String> values(String json) {
    return JSON.readValue(json, VALUES);
  }
}
