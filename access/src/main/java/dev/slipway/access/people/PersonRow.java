package dev.slipway.access.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** How a person lies in the tables. */
final class PersonRow {
  static final String SELECT = "SELECT id, email, name, status, created_at FROM access.person";

  private PersonRow() {}

  static Person read(Handle handle, ResultSet row) throws SQLException {
    var id = row.getString("id");
    return new Person(
        id,
        row.getString("email"),
        row.getString("name"),
        Person.Status.valueOf(row.getString("status")),
        grants(handle, id),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private static List<Grant> grants(Handle handle, String person) {
    return handle
        .createQuery(
            "SELECT key, title, permissions, built_in, application, environment"
                + " FROM access.person_role JOIN access.role ON key = role"
                + " WHERE person = :person ORDER BY application, environment, key")
        .bind("person", person)
        .map(
            (row, context) ->
                new Grant(
                    Roles.read(row),
                    new Scope(row.getString("application"), row.getString("environment"))))
        .list();
  }
}
