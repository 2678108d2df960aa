package dev.slipway.postgres.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes roles, database, schemas, rights and functions. Every statement may be run again: a crash
 * anywhere is followed by a whole new run.
 */
final class Provisioning {
  private static final String FUNCTIONS = "functions.sql";

  private final RunningCluster running;
  private final ClusterSpec spec;

  Provisioning(RunningCluster running) {
    this.running = running;
    this.spec = running.cluster().spec();
  }

  void run() {
    var admin = running.admin();
    try {
      try (var connection = admin.to("postgres").connect()) {
        makeRoles(connection);
        makeDatabase(connection);
      }
      try (var connection = admin.connect()) {
        Extensions.create(connection, spec);
        makeSchemas(connection);
        makeFunctions(connection);
      }
    } catch (SQLException e) {
      throw admin.problem("can't be provisioned", e);
    }
  }

  private void makeRoles(Connection connection) throws SQLException {
    var owner = ClusterRole.owner(spec.database());
    makeRole(connection, owner, "NOLOGIN");
    for (var role : List.of(ClusterRole.MIGRATION, ClusterRole.READWRITE, ClusterRole.READONLY)) {
      var login = running.login(role);
      makeRole(
          connection,
          login.user(),
          "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD "
              + Sql.literal(login.password()));
    }
    var migration = Sql.identifier(ClusterRole.MIGRATION.login(spec.database()));
    execute(
        connection,
        "GRANT " + Sql.identifier(owner) + " TO " + migration,
        // What a migration makes belongs to the owner, whoever runs the next one.
        "ALTER ROLE " + migration + " SET role = " + Sql.literal(owner));
  }

  private void makeRole(Connection connection, String name, String options) throws SQLException {
    var verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
    execute(
        connection,
        (verb ? "ALTER ROLE " : "CREATE ROLE ") + Sql.identifier(name) + " WITH " + options);
  }

  private void makeDatabase(Connection connection) throws SQLException {
    var database = Sql.identifier(spec.database());
    var owner = Sql.identifier(ClusterRole.owner(spec.database()));
    if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", spec.database())) {
      execute(connection, "CREATE DATABASE " + database + " OWNER " + owner);
    }
    // Roles are the whole cluster's: without this every login could enter every database.
    execute(
        connection,
        "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
        "REVOKE ALL ON DATABASE postgres FROM PUBLIC",
        "GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO " + logins());
  }

  private void makeSchemas(Connection connection) throws SQLException {
    var owner = Sql.identifier(ClusterRole.owner(spec.database()));
    var schemas = new ArrayList<>(List.of("public"));
    schemas.addAll(spec.schemas());
    for (var name : schemas) {
      var schema = Sql.identifier(name);
      execute(
          connection,
          "CREATE SCHEMA IF NOT EXISTS " + schema + " AUTHORIZATION " + owner,
          "ALTER SCHEMA " + schema + " OWNER TO " + owner,
          "REVOKE ALL ON SCHEMA " + schema + " FROM PUBLIC",
          "GRANT USAGE ON SCHEMA " + schema + " TO " + logins());
      for (var grant : defaultPrivileges(schema)) {
        execute(connection, grant);
      }
    }
    execute(
        connection,
        "ALTER DATABASE "
            + Sql.identifier(spec.database())
            + " SET search_path = \"$user\", "
            + String.join(", ", schemas.stream().map(Sql::identifier).toList()));
  }

  private List<String> defaultPrivileges(String schema) {
    var readwrite = Sql.identifier(ClusterRole.READWRITE.login(spec.database()));
    var readonly = Sql.identifier(ClusterRole.READONLY.login(spec.database()));
    var prefix =
        "ALTER DEFAULT PRIVILEGES FOR ROLE "
            + Sql.identifier(ClusterRole.owner(spec.database()))
            + " IN SCHEMA "
            + schema
            + " GRANT ";
    return List.of(
        prefix + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + readwrite,
        prefix + "USAGE, SELECT, UPDATE ON SEQUENCES TO " + readwrite,
        prefix + "EXECUTE ON FUNCTIONS TO " + readwrite + ", " + readonly,
        prefix + "SELECT ON TABLES TO " + readonly,
        prefix + "SELECT ON SEQUENCES TO " + readonly);
  }

  /** Audit trigger, tenant context and row-level security, in a schema of their own. */
  private void makeFunctions(Connection connection) throws SQLException {
    try (var stream = Provisioning.class.getResourceAsStream(FUNCTIONS)) {
      var sql =
          new String(
              Objects.requireNonNull(stream, FUNCTIONS).readAllBytes(), StandardCharsets.UTF_8);
      execute(connection, sql);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute(
        connection,
        "GRANT USAGE ON SCHEMA slipway TO " + logins(),
        // Whoever migrates keeps its books here, beside what we keep.
        "GRANT USAGE, CREATE ON SCHEMA slipway TO "
            + Sql.identifier(ClusterRole.owner(spec.database())),
        "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA slipway TO " + logins(),
        "GRANT SELECT ON slipway.audit TO " + Sql.identifier(ClusterRole.owner(spec.database())));
  }

  private String logins() {
    return String.join(
            ", ",
            List.of(ClusterRole.MIGRATION, ClusterRole.READWRITE, ClusterRole.READONLY).stream()
                .map(role -> Sql.identifier(role.login(spec.database())))
                .toList())
        + ", "
        + Sql.identifier(ClusterRole.owner(spec.database()));
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
