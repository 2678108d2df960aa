package dev.slipway.access.session;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.credentials.Passwords;
import dev.slipway.access.people.Grant;
import dev.slipway.access.people.People;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Principal;
import dev.slipway.access.people.Role;
import dev.slipway.access.people.Scope;
import dev.slipway.access.session.OneTimeSecrets.Purpose;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How accounts come to be and get their passwords: first set-up, invitation, a link to reset. */
public final class Accounts {
  private static final long SET_UP_LOCK = 0x736574757031L;

  private final Store store;
  private final People people;
  private final Passwords passwords;
  private final OneTimeSecrets links;

  public Accounts(Store store, People people, Passwords passwords, OneTimeSecrets links) {
    this.store = store;
    this.people = people;
    this.passwords = passwords;
    this.links = links;
  }

  /** Whether nobody can sign in as admin yet. */
  public boolean needsSetUp() {
    return !store.read(People::hasAdmin);
  }

  public OpaqueSecret setUpLink() {
    return links.issue(Purpose.SET_UP, "");
  }

  /** Makes the first admin; works once, and only while there is none. */
  public Person setUp(OpaqueSecret link, String email, String name, String password) {
    passwords.demandGood(password, email, name);
    var hash = passwords.hash(password);
    return store.transact(
        handle -> {
          handle.execute("SELECT pg_advisory_xact_lock(?)", SET_UP_LOCK);
          if (People.hasAdmin(handle) || links.redeem(handle, Purpose.SET_UP, link).isEmpty()) {
            throw spent();
          }
          var person = people.add(handle, email, name);
          People.grant(handle, person.id(), Role.ADMIN, Scope.EVERYWHERE);
          return setPassword(handle, person.id(), hash);
        });
  }

  /** Makes an account, and the link by which its owner sets a password. */
  public OpaqueSecret invite(String email, String name, List<Grant> grants) {
    return store.transact(
        handle -> {
          var person = people.add(handle, email, name);
          for (var grant : grants) {
            People.grant(handle, person.id(), grant.role().key(), grant.scope());
          }
          return links.issue(handle, Purpose.INVITATION, person.id());
        });
  }

  /** A fresh link to set a password; those before it stop working. */
  public OpaqueSecret passwordLink(String personId) {
    var person = people.withId(personId);
    return store.transact(
        handle -> {
          links.withdraw(handle, Purpose.INVITATION, person.id());
          return links.issue(handle, Purpose.INVITATION, person.id());
        });
  }

  /** Whom a link to set a password is for. */
  public Optional<Person> invited(OpaqueSecret link) {
    return links.look(Purpose.INVITATION, link).map(people::withId);
  }

  public Person accept(OpaqueSecret link, String password) {
    var person = invited(link).orElseThrow(Accounts::spent);
    passwords.demandGood(password, person.email(), person.name());
    var hash = passwords.hash(password);
    return store.transact(
        handle -> {
          var id = links.redeem(handle, Purpose.INVITATION, link).orElseThrow(Accounts::spent);
          if (person.status() == Person.Status.DISABLED) {
            throw spent();
          }
          return setPassword(handle, id, hash);
        });
  }

  private static RuntimeException spent() {
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-8044",
            "this link was used already, or is too old",
            "ask an admin for a fresh one; on the machine itself: slipway up prints one")
        .exception();
  }

  /** Whoever changes a password shuts every browser out that used the one before. */
  private static Person setPassword(Handle handle, String personId, String hash) {
    handle.execute(
        "UPDATE access.person SET password_hash = ?, status = 'ACTIVE' WHERE id = ?",
        hash,
        personId);
    Sessions.endAll(handle, personId);
    return People.find(handle, personId).orElseThrow();
  }

  private record Known(String id, String hash) {}

  /** Takes as long for an address that nobody has. */
  Optional<Person> withPassword(String email, String password) {
    var known =
        store.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, password_hash FROM access.person WHERE lower(email) ="
                            + " lower(:email) AND password_hash IS NOT NULL AND status = 'ACTIVE'")
                    .bind("email", email.replace("\0", ""))
                    .map((row, context) -> new Known(row.getString(1), row.getString(2)))
                    .findOne());
    if (known.isEmpty()) {
      passwords.matchesNobody(password);
      return Optional.empty();
    }
    if (!passwords.matches(password, known.get().hash())) {
      return Optional.empty();
    }
    if (passwords.isOutdated(known.get().hash())) {
      var better = passwords.hash(password);
      store.transact(
          handle ->
              handle.execute(
                  "UPDATE access.person SET password_hash = ? WHERE id = ? AND password_hash = ?",
                  better,
                  known.get().id(),
                  known.get().hash()));
    }
    return active(known.get().id());
  }

  public Optional<Person> active(String personId) {
    return store
        .read(handle -> People.find(handle, personId))
        .filter(person -> person.status() == Person.Status.ACTIVE);
  }

  /** The owner of this machine as an account, so that a browser of theirs can have a session. */
  public Person localOwner() {
    var id = Principal.localOwner().personId();
    return store.transact(
        handle -> {
          handle.execute(
              "INSERT INTO access.person (id, email, name, status, created_at) VALUES (?, ?, ?,"
                  + " 'ACTIVE', now()) ON CONFLICT DO NOTHING",
              id,
              "owner@localhost",
              "local owner");
          People.grant(handle, id, Role.ADMIN, Scope.EVERYWHERE);
          return People.find(handle, id).orElseThrow();
        });
  }
}
