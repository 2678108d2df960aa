package dev.slipway.access.signon;

import dev.slipway.access.people.People;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Role;
import dev.slipway.access.people.Scope;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Finds the account of somebody whom another server vouches for: by its subject, else by the
 * verified address of an account that isn't tied to a subject yet, else a new one where the
 * address's domain is admitted.
 */
public final class VouchedAccounts {
  private final Store store;
  private final People people;
  private final OpenIdSettings settings;

  public VouchedAccounts(Store store, People people, OpenIdSettings settings) {
    this.store = store;
    this.people = people;
    this.settings = settings;
  }

  public Person accountOf(OpenIdIdentity identity) {
    var person =
        store.transact(
            handle ->
                bySubject(handle, identity)
                    .or(() -> byAddress(handle, identity))
                    .or(() -> admitted(handle, identity)));
    return person
        .filter(one -> one.status() == Person.Status.ACTIVE)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.REFUSED,
                        "SLIP-8062",
                        "sign-on: " + identity.name() + " has no account here",
                        "ask an admin for an invitation to the address that you sign on with")
                    .exception());
  }

  private static Optional<Person> bySubject(Handle handle, OpenIdIdentity identity) {
    return handle
        .createQuery("SELECT id FROM access.person WHERE issuer = :issuer AND subject = :subject")
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> People.find(handle, id));
  }

  private static Optional<Person> byAddress(Handle handle, OpenIdIdentity identity) {
    if (identity.email().isEmpty()) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            """
            UPDATE access.person SET issuer = :issuer, subject = :subject,
              status = CASE WHEN status = 'INVITED' THEN 'ACTIVE' ELSE status END
            WHERE lower(email) = lower(:email) AND subject IS NULL
            RETURNING id
            """)
        .bind("issuer", identity.issuer())
        .bind("subject", identity.subject())
        .bind("email", identity.email())
        .mapTo(String.class)
        .findOne()
        .flatMap(id -> People.find(handle, id));
  }

  private Optional<Person> admitted(Handle handle, OpenIdIdentity identity) {
    var at = identity.email().lastIndexOf('@');
    var domain = identity.email().substring(at + 1).toLowerCase(Locale.ROOT);
    if (at < 1 || !settings.admittedDomains().contains(domain)) {
      return Optional.empty();
    }
    var person = people.add(handle, identity.email(), identity.name());
    People.grant(handle, person.id(), Role.VIEWER, Scope.EVERYWHERE);
    handle.execute(
        "UPDATE access.person SET issuer = ?, subject = ?, status = 'ACTIVE' WHERE id = ?",
        identity.issuer(),
        identity.subject(),
        person.id());
    return People.find(handle, person.id());
  }
}
