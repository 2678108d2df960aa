package dev.slipway.access.session;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.People;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Principal;
import dev.slipway.kit.Ids;
import dev.slipway.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sessions of browsers. Only the hash of a session's secret is kept; the secret is exchanged each
 * hour, and a stolen old one is worth nothing a moment later.
 */
public final class Sessions {
  private final Store store;
  private final InstantSource clock;
  private final SessionLimits limits;

  public Sessions(Store store, InstantSource clock, SessionLimits limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  Session start(Person person, Visitor visitor) {
    var now = clock.instant();
    var secret = OpaqueSecret.fresh();
    var id = Ids.next(now);
    var formKey = Ids.secret(32);
    store.transact(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO access.session (id, person, hash, form_key, rotated_at, created_at,
                      seen_at, address, browser)
                    VALUES (:id, :person, :hash, :formKey, :now, :now, :now, :address, :browser)
                    """)
                .bind("id", id)
                .bind("person", person.id())
                .bind("hash", secret.hash())
                .bind("formKey", formKey)
                .bind("now", utc(now))
                .bind("address", visitor.address())
                .bind("browser", visitor.browser())
                .execute());
    return new Session(id, Principal.of(person, visitor.address()), formKey, Optional.of(secret));
  }

  private record Row(
      String id,
      String person,
      String formKey,
      boolean isPrevious,
      Instant rotated,
      Instant seen) {}

  /** The session of this secret, if it is one and still lives; hands out a new secret when due. */
  public Optional<Session> resume(OpaqueSecret secret, String address) {
    var now = clock.instant();
    return store.transact(
        handle ->
            find(handle, secret, now)
                .flatMap(
                    row -> {
                      var person = People.find(handle, row.person());
                      if (person.filter(one -> one.status() == Person.Status.ACTIVE).isEmpty()) {
                        return Optional.empty();
                      }
                      var due = row.rotated().plus(limits.rotation()).isBefore(now);
                      var fresh =
                          due && !row.isPrevious()
                              ? Optional.of(exchange(handle, row.id(), now))
                              : Optional.<OpaqueSecret>empty();
                      see(handle, row, address, now);
                      return Optional.of(
                          new Session(
                              row.id(), Principal.of(person.get(), address), row.formKey(), fresh));
                    }));
  }

  private Optional<Row> find(Handle handle, OpaqueSecret secret, Instant now) {
    return handle
        .createQuery(
            """
            SELECT id, person, form_key, hash <> :hash AS previous, rotated_at, seen_at
            FROM access.session
            WHERE (hash = :hash OR (previous_hash = :hash AND rotated_at > :grace))
              AND seen_at > :idle AND created_at > :absolute
            FOR UPDATE
            """)
        .bind("hash", secret.hash())
        .bind("grace", utc(now.minus(limits.grace())))
        .bind("idle", utc(now.minus(limits.idle())))
        .bind("absolute", utc(now.minus(limits.absolute())))
        .map(
            (row, context) ->
                new Row(
                    row.getString("id"),
                    row.getString("person"),
                    row.getString("form_key"),
                    row.getBoolean("previous"),
                    row.getObject("rotated_at", OffsetDateTime.class).toInstant(),
                    row.getObject("seen_at", OffsetDateTime.class).toInstant()))
        .findOne();
  }

  private static OpaqueSecret exchange(Handle handle, String id, Instant now) {
    var fresh = OpaqueSecret.fresh();
    handle.execute(
        "UPDATE access.session SET previous_hash = hash, hash = ?, rotated_at = ? WHERE id = ?",
        fresh.hash(),
        utc(now),
        id);
    return fresh;
  }

  /** Once a minute is enough to know when a session was last used. */
  private static void see(Handle handle, Row row, String address, Instant now) {
    if (row.seen().plusSeconds(60).isBefore(now)) {
      handle.execute(
          "UPDATE access.session SET seen_at = ?, address = ? WHERE id = ?",
          utc(now),
          address,
          row.id());
    }
  }

  public List<Session.Line> of(String personId) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT id, created_at, seen_at, address, browser FROM access.session"
                        + " WHERE person = :person ORDER BY seen_at DESC")
                .bind("person", personId)
                .map(
                    (row, context) ->
                        new Session.Line(
                            row.getString("id"),
                            row.getObject("created_at", OffsetDateTime.class).toInstant(),
                            row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                            row.getString("address"),
                            row.getString("browser")))
                .list());
  }

  public void end(String sessionId) {
    store.transact(handle -> handle.execute("DELETE FROM access.session WHERE id = ?", sessionId));
  }

  /** Ends every session of somebody, as when their password changes. */
  public void endAll(String personId) {
    store.transact(handle -> endAll(handle, personId));
  }

  static int endAll(Handle handle, String personId) {
    return handle.execute("DELETE FROM access.session WHERE person = ?", personId);
  }

  /** Removes sessions that no longer live. */
  public void sweep() {
    var now = clock.instant();
    store.transact(
        handle ->
            handle.execute(
                "DELETE FROM access.session WHERE seen_at <= ? OR created_at <= ?",
                utc(now.minus(limits.idle())),
                utc(now.minus(limits.absolute()))));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
