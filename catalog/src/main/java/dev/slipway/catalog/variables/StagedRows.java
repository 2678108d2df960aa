package dev.slipway.catalog.variables;

import dev.slipway.secrets.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The changes that wait, on one connection. */
final class StagedRows {
  private final Handle handle;
  private final EnvironmentKey environment;
  private final Seal seal;

  StagedRows(Handle handle, EnvironmentKey environment, Seal seal) {
    this.handle = handle;
    this.environment = environment;
    this.seal = seal;
  }

  record Row(long id, Change change, String by, int basedOn) {}

  List<Row> all() {
    return handle
        .createQuery(
            """
            SELECT id, holder, name, kind, value, staged_by, based_on FROM variables.staged
            WHERE app = :app AND environment = :environment ORDER BY name, holder""")
        .bindMethods(environment)
        .map((row, context) -> row(row))
        .list();
  }

  private Row row(ResultSet row) throws SQLException {
    var holder = new Holder(row.getString("holder"));
    var name = row.getString("name");
    var stored = new StoredValue(row.getString("kind"), row.getString("value"));
    var change =
        stored.kind().equals("unset")
            ? Change.unset(holder, name)
            : Change.put(holder, name, stored.open(environment, holder, name, seal));
    return new Row(row.getLong("id"), change, row.getString("staged_by"), row.getInt("based_on"));
  }

  void put(Change change, String by, int basedOn, Instant at) {
    remove(change);
    var stored =
        switch (change) {
          case Change.Put put -> StoredValue.of(environment, put.variable(), seal);
          case Change.Unset unset -> new StoredValue("unset", "");
        };
    handle
        .createUpdate(
            """
            INSERT INTO variables.staged
              (app, environment, holder, name, based_on, kind, value, staged_at, staged_by)
            VALUES (:app, :environment, :holder, :name, :basedOn, :kind, :text, :at, :by)""")
        .bindMethods(environment)
        .bind("kind", stored.kind())
        .bind("text", stored.text())
        .bind("holder", change.holder().text())
        .bind("name", change.name())
        .bind("basedOn", basedOn)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("by", by)
        .execute();
  }

  private void remove(Change change) {
    handle
        .createUpdate(
            """
            DELETE FROM variables.staged
            WHERE app = :app AND environment = :environment AND holder = :holder
              AND name = :name""")
        .bindMethods(environment)
        .bind("holder", change.holder().text())
        .bind("name", change.name())
        .execute();
  }

  int removeAll() {
    return handle
        .createUpdate(
            "DELETE FROM variables.staged WHERE app = :app AND environment = :environment")
        .bindMethods(environment)
        .execute();
  }
}
