package dev.slipway.catalog.variables;

import dev.slipway.secrets.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The versions and their values, on one connection. */
final class SettingRows {
  private final Handle handle;
  private final EnvironmentKey environment;
  private final Seal seal;

  SettingRows(Handle handle, EnvironmentKey environment, Seal seal) {
    this.handle = handle;
    this.environment = environment;
    this.seal = seal;
  }

  /** One change of an environment at a time; until the end of the transaction. */
  void lock() {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext('variables'), hashtext(:key))::text")
        .bind("key", environment.toString())
        .mapTo(String.class)
        .findFirst();
  }

  int newestVersion() {
    return handle
        .createQuery(
            "SELECT coalesce(max(version), 0) FROM variables.configuration"
                + " WHERE app = :app AND environment = :environment")
        .bindMethods(environment)
        .mapTo(Integer.class)
        .one();
  }

  Configuration at(int version) {
    List<Variable> variables =
        handle
            .createQuery(
                """
                SELECT holder, name, kind, value FROM variables.setting
                WHERE app = :app AND environment = :environment
                  AND since <= :version AND (until IS NULL OR until > :version)
                ORDER BY name, holder""")
            .bindMethods(environment)
            .bind("version", version)
            .map((row, context) -> variable(row))
            .list();
    return new Configuration(environment, version, variables);
  }

  /** Who last touched a variable after the version, if anybody did. */
  Optional<Touch> touchedAfter(int version, Change change) {
    return handle
        .createQuery(
            """
            SELECT c.version, c.made_by, c.made_at FROM variables.configuration c
            JOIN variables.setting s USING (app, environment)
            WHERE c.app = :app AND c.environment = :environment AND c.version > :version
              AND s.holder = :holder AND s.name = :name AND c.version IN (s.since, s.until)
            ORDER BY c.version DESC LIMIT 1""")
        .bindMethods(environment)
        .bind("version", version)
        .bind("holder", change.holder().text())
        .bind("name", change.name())
        .map(
            (row, context) ->
                new Touch(row.getInt("version"), row.getString("made_by"), instant(row)))
        .findFirst();
  }

  record Touch(int version, String by, Instant at) {}

  void insertVersion(int version, Author author, Instant at) {
    handle
        .createUpdate(
            """
            INSERT INTO variables.configuration (app, environment, version, made_at, made_by, why)
            VALUES (:app, :environment, :version, :at, :by, :why)""")
        .bindMethods(environment)
        .bindMethods(author)
        .bind("version", version)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }

  void end(Change change, int version) {
    handle
        .createUpdate(
            """
            UPDATE variables.setting SET until = :version
            WHERE app = :app AND environment = :environment AND holder = :holder AND name = :name
              AND until IS NULL""")
        .bindMethods(environment)
        .bind("holder", change.holder().text())
        .bind("name", change.name())
        .bind("version", version)
        .execute();
  }

  void begin(Variable variable, int version) {
    var stored = StoredValue.of(environment, variable, seal);
    handle
        .createUpdate(
            """
            INSERT INTO variables.setting (app, environment, holder, name, since, kind, value)
            VALUES (:app, :environment, :holder, :name, :version, :kind, :text)""")
        .bindMethods(environment)
        .bind("kind", stored.kind())
        .bind("text", stored.text())
        .bind("holder", variable.holder().text())
        .bind("name", variable.name())
        .bind("version", version)
        .execute();
  }

  List<ConfigurationVersion> history(int newestFirst) {
    return handle
        .createQuery(
            """
            SELECT version, made_at, made_by, why FROM variables.configuration
            WHERE app = :app AND environment = :environment
            ORDER BY version DESC LIMIT :count""")
        .bindMethods(environment)
        .bind("count", newestFirst)
        .map(
            (row, context) -> {
              var version = row.getInt("version");
              return new ConfigurationVersion(
                  version,
                  instant(row),
                  new Author(row.getString("made_by"), row.getString("why")),
                  at(version - 1).to(at(version)));
            })
        .list();
  }

  private Variable variable(ResultSet row) throws SQLException {
    var holder = new Holder(row.getString("holder"));
    var name = row.getString("name");
    var stored = new StoredValue(row.getString("kind"), row.getString("value"));
    return new Variable(holder, name, stored.open(environment, holder, name, seal));
  }

  private static Instant instant(ResultSet row) throws SQLException {
    return row.getObject("made_at", OffsetDateTime.class).toInstant();
  }
}
