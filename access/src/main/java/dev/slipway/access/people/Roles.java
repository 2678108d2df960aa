package dev.slipway.access.people;

import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The roles there are: five to begin with; they can be renamed, and others added beside them. */
public final class Roles {
  private final Store store;

  public Roles(Store store) {
    this.store = store;
  }

  public List<Role> all() {
    return store.read(Roles::all);
  }

  private static List<Role> all(Handle handle) {
    return handle
        .createQuery(
            "SELECT key, title, permissions, built_in FROM access.role"
                + " ORDER BY built_in DESC, cardinality(permissions), key")
        .map((row, context) -> read(row))
        .list();
  }

  /** Finds a role by its key or by what people call it. */
  public Role named(String name) {
    var all = all();
    return all.stream()
        .filter(role -> role.key().equals(name) || role.title().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> noSuch(name, all.stream().map(Role::key).toList()));
  }

  private static RuntimeException noSuch(String name, List<String> known) {
    var hint =
        Suggestion.nearest(name, known)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElse("there are " + String.join(", ", known));
    return Problem.of(
            Problem.Kind.NOT_FOUND, "SLIP-8022", "role \"" + name + "\" does not exist", hint)
        .exception();
  }

  /** Gives a role another title; what it allows and who holds it stay. */
  public void rename(String key, String title) {
    demandTitle(title);
    store.transact(
        handle -> {
          demandFree(handle, key, title);
          var changed =
              handle
                  .createUpdate("UPDATE access.role SET title = :title WHERE key = :key")
                  .bind("title", title)
                  .bind("key", key)
                  .execute();
          if (changed == 0) {
            throw noSuch(key, all(handle).stream().map(Role::key).toList());
          }
          return changed;
        });
  }

  /** Adds a role, or changes what one that was added allows; the built-in ones stay as they are. */
  public Role define(String key, String title, Set<Permission> permissions) {
    demandTitle(title);
    if (!key.matches("[a-z][a-z0-9-]{0,39}")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8023",
              "role \"" + key + "\": a key has small letters, digits and hyphens, 40 at most",
              "write it like product-owner")
          .exception();
    }
    store.transact(
        handle -> {
          demandFree(handle, key, title);
          var changed =
              handle
                  .createUpdate(
                      """
                      INSERT INTO access.role (key, title, permissions)
                      VALUES (:key, :title, :permissions)
                      ON CONFLICT (key) DO UPDATE
                      SET title = :title, permissions = :permissions WHERE NOT role.built_in
                      """)
                  .bind("key", key)
                  .bind("title", title)
                  .bindArray("permissions", String.class, names(permissions))
                  .execute();
          if (changed == 0) {
            throw Problem.of(
                    Problem.Kind.CONFLICT,
                    "SLIP-8024",
                    "role \"" + key + "\" is built in: what it allows can't be changed",
                    "rename it, or add a role of another key")
                .exception();
          }
          return changed;
        });
    return named(key);
  }

  private static void demandTitle(String title) {
    if (title.isBlank() || title.length() > 60 || title.chars().anyMatch(Character::isISOControl)) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8025",
              "a role's title has 1 to 60 characters, not " + title.length(),
              "write it as people say it, such as product owner")
          .exception();
    }
  }

  private static void demandFree(Handle handle, String key, String title) {
    handle
        .createQuery(
            "SELECT key FROM access.role WHERE key <> :key AND (lower(title) = :title OR key ="
                + " :title)")
        .bind("key", key)
        .bind("title", title.toLowerCase(Locale.ROOT))
        .mapTo(String.class)
        .findFirst()
        .ifPresent(
            other -> {
              throw Problem.of(
                      Problem.Kind.CONFLICT,
                      "SLIP-8026",
                      "role \"" + other + "\" is already called \"" + title + "\"",
                      "choose another title, or rename that one first")
                  .exception();
            });
  }

  static List<String> names(Set<Permission> permissions) {
    return permissions.stream().map(Permission::name).sorted().toList();
  }

  static Role read(ResultSet row) throws SQLException {
    return new Role(
        row.getString("key"),
        row.getString("title"),
        permissions((String[]) row.getArray("permissions").getArray()),
        row.getBoolean("built_in"));
  }

  /** Names that this version does not know, written by a newer one, allow nothing. */
  public static Set<Permission> permissions(String[] names) {
    var permissions = EnumSet.noneOf(Permission.class);
    for (var permission : Permission.values()) {
      if (List.of(names).contains(permission.name())) {
        permissions.add(permission);
      }
    }
    return permissions;
  }
}
