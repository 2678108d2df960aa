package dev.slipway.access.people;

import dev.slipway.access.people.Person.Status;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Who has an account and which roles they hold. There is always an admin left. */
public final class People {
  private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,190}");

  private final Store store;
  private final InstantSource clock;

  public People(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public List<Person> all() {
    return store.read(
        handle ->
            handle
                .createQuery(PersonRow.SELECT + " ORDER BY lower(name), id")
                .map((row, context) -> PersonRow.read(handle, row))
                .list());
  }

  public Person withId(String id) {
    return store.read(handle -> find(handle, id)).orElseThrow(() -> noSuch(id));
  }

  public static Optional<Person> find(Handle handle, String id) {
    return handle
        .createQuery(PersonRow.SELECT + " WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> PersonRow.read(handle, row))
        .findOne();
  }

  public Optional<Person> withEmail(String email) {
    return store.read(
        handle ->
            handle
                .createQuery(PersonRow.SELECT + " WHERE lower(email) = lower(:email)")
                .bind("email", email.replace("\0", ""))
                .map((row, context) -> PersonRow.read(handle, row))
                .findOne());
  }

  /** An account that nobody has signed in with yet. */
  public Person add(Handle handle, String email, String name) {
    if (!EMAIL.matcher(email).matches()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8030",
              "\"" + email + "\" is not a mail address",
              "write it as ada@example.org")
          .exception();
    }
    var shown = name.strip();
    if (shown.isEmpty() || shown.length() > 80 || shown.chars().anyMatch(Character::isISOControl)) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8031",
              "a person's name has 1 to 80 characters, not " + shown.length(),
              "write the name that the others know")
          .exception();
    }
    var id = Ids.next(clock.instant());
    var added =
        handle
            .createUpdate(
                "INSERT INTO access.person (id, email, name, status, created_at)"
                    + " VALUES (:id, :email, :name, 'INVITED', :now) ON CONFLICT DO NOTHING")
            .bind("id", id)
            .bind("email", email)
            .bind("name", shown)
            .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
            .execute();
    if (added == 0) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-8032",
              email + " has an account already",
              "grant it a role instead: slipway people grant " + email)
          .exception();
    }
    return find(handle, id).orElseThrow();
  }

  public void grant(String personId, Role role, Scope scope) {
    store.transact(
        handle -> {
          var person = find(handle, personId).orElseThrow(() -> noSuch(personId));
          grant(handle, person.id(), role.key(), scope);
          return true;
        });
  }

  public static void grant(Handle handle, String personId, String roleKey, Scope scope) {
    handle
        .createUpdate(
            "INSERT INTO access.person_role (person, role, application, environment)"
                + " VALUES (:person, :role, :application, :environment) ON CONFLICT DO NOTHING")
        .bind("person", personId)
        .bind("role", roleKey)
        .bind("application", scope.application())
        .bind("environment", scope.environment())
        .execute();
  }

  /** Takes a role back; its sessions and tokens feel it with their next request. */
  public void revoke(String personId, Role role, Scope scope) {
    keepingAnAdmin(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM access.person_role WHERE person = :person AND role = :role"
                        + " AND application = :application AND environment = :environment")
                .bind("person", personId)
                .bind("role", role.key())
                .bind("application", scope.application())
                .bind("environment", scope.environment())
                .execute());
  }

  /** Shuts somebody out at once: their sessions end and their tokens stop working. */
  public void disable(String personId) {
    setStatus(personId, Status.DISABLED);
  }

  public void enable(String personId) {
    setStatus(personId, Status.ACTIVE);
  }

  private void setStatus(String personId, Status status) {
    keepingAnAdmin(
        handle -> {
          var person = find(handle, personId).orElseThrow(() -> noSuch(personId));
          if (person.status() == Status.INVITED && status == Status.ACTIVE) {
            throw Problem.of(
                    Problem.Kind.CONFLICT,
                    "SLIP-8033",
                    person.email() + " has not accepted the invitation yet",
                    "invite them again for a fresh link: slipway people invite")
                .exception();
          }
          handle
              .createUpdate("UPDATE access.person SET status = :status WHERE id = :id")
              .bind("status", status.name())
              .bind("id", personId)
              .execute();
          handle.execute("DELETE FROM access.session WHERE person = ?", personId);
        });
  }

  /** Of two admins who each shut the other out at once, the second must find the first's change. */
  private void keepingAnAdmin(Consumer<Handle> change) {
    store.transact(
        handle -> {
          handle.execute("LOCK TABLE access.person_role IN SHARE ROW EXCLUSIVE MODE");
          var hadOne = hasAdmin(handle);
          change.accept(handle);
          if (hadOne && !hasAdmin(handle)) {
            throw Problem.of(
                    Problem.Kind.REFUSED,
                    "SLIP-8034",
                    "this would leave nobody who may manage people",
                    "make somebody else an admin first: slipway people grant")
                .exception();
          }
          return hadOne;
        });
  }

  /** Whether anybody but the owner of this machine is an admin everywhere and can sign in. */
  public static boolean hasAdmin(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM access.person_role JOIN access.person ON id = person
            WHERE role = 'admin' AND application = '' AND environment = '' AND status = 'ACTIVE'
              AND person <> 'local-owner')
            """)
        .mapTo(Boolean.class)
        .one();
  }

  private static RuntimeException noSuch(String id) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-8035",
            "person " + id + " does not exist",
            "slipway people lists everybody")
        .exception();
  }
}
