package dev.slipway.certificates;

import dev.slipway.secrets.Place;
import dev.slipway.secrets.Seal;
import dev.slipway.secrets.Sealed;
import dev.slipway.secrets.SecretValue;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** What is known of accounts, orders and certificates. */
final class Rows {
  private static final String ORDERING =
      "SELECT host, directory, email, key_sealed, location, answers, failures, next_at, problem,"
          + " hint FROM certificates.ordering";
  private static final String CERTIFICATE =
      "SELECT host, origin, fingerprint, chain, key_sealed, not_before, not_after, installed,"
          + " published FROM certificates.certificate";

  private final Store store;
  private final Seal seal;

  Rows(Store store, Seal seal) {
    this.store = store;
    this.seal = seal;
  }

  /** An order on its way. */
  record Ordering(
      String host,
      String directory,
      String email,
      String keySealed,
      String location,
      List<Answer> answers,
      int failures,
      Instant nextAt,
      String problem,
      String hint) {}

  /** The newest certificate of a name. */
  record Stored(
      String host,
      String origin,
      String fingerprint,
      String chain,
      String keySealed,
      Instant notBefore,
      Instant notAfter,
      String installed,
      boolean published) {}

  /** One that may become the newest. */
  record Fresh(String host, String origin, ChainText chain, String fingerprint, String key) {}

  String openKey(String host, String sealed) {
    return open("key", host, sealed);
  }

  private String open(String what, String of, String sealed) {
    return seal.open(new Sealed(sealed), Place.of("certificates", what, of)).reveal();
  }

  private String sealed(String what, String of, String plain) {
    return seal.seal(SecretValue.of(plain), Place.of("certificates", what, of)).text();
  }

  /** The account's key, made on the first call. */
  String accountKey(String directory, String email, Supplier<String> fresh, Instant now) {
    return seal.whileStoring(
        () ->
            store.transact(
                handle -> {
                  var place = directory + " " + email;
                  handle
                      .createUpdate(
                          """
                          INSERT INTO certificates.account (directory, email, key_sealed, made_at)
                          VALUES (:directory, :email, :key, :now) ON CONFLICT DO NOTHING""")
                      .bind("directory", directory)
                      .bind("email", email)
                      .bind("key", sealed("account", place, fresh.get()))
                      .bind("now", at(now))
                      .execute();
                  return open(
                      "account",
                      place,
                      handle
                          .createQuery(
                              "SELECT key_sealed FROM certificates.account"
                                  + " WHERE directory = :directory AND email = :email")
                          .bind("directory", directory)
                          .bind("email", email)
                          .mapTo(String.class)
                          .one());
                }));
  }

  List<Ordering> orderings() {
    return store.read(
        handle ->
            handle
                .createQuery(ORDERING + " ORDER BY next_at, host")
                .map((row, context) -> ordering(row))
                .list());
  }

  Optional<Ordering> ordering(String host) {
    return store.read(
        handle ->
            handle
                .createQuery(ORDERING + " WHERE host = :host")
                .bind("host", host)
                .map((row, context) -> ordering(row))
                .findOne());
  }

  /** Begins an order; one that is on its way is left as it is. */
  void begin(String host, String directory, String email, String key, Instant now) {
    seal.whileStoring(
        () ->
            store.transact(
                handle ->
                    handle
                        .createUpdate(
                            """
                            INSERT INTO certificates.ordering
                              (host, directory, email, key_sealed, next_at, began_at)
                            VALUES (:host, :directory, :email, :key, :now, :now)
                            ON CONFLICT DO NOTHING""")
                        .bind("host", host)
                        .bind("directory", directory)
                        .bind("email", email)
                        .bind("key", sealed("key", host, key))
                        .bind("now", at(now))
                        .execute()));
  }

  /** Nobody wants it any more, or it is for another authority than today's. */
  void drop(String host) {
    store.transact(
        handle -> handle.execute("DELETE FROM certificates.ordering WHERE host = ?", host));
  }

  void placed(String host, String location, Instant next) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    "UPDATE certificates.ordering SET location = :location, next_at = :next"
                        + " WHERE host = :host")
                .bind("location", location)
                .bind("next", at(next))
                .bind("host", host)
                .execute());
  }

  void answering(String host, List<Answer> answers, Instant next) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    "UPDATE certificates.ordering SET answers = :answers, next_at = :next"
                        + " WHERE host = :host")
                .bind("answers", String.join("\n", answers.stream().map(Answer::line).toList()))
                .bind("next", at(next))
                .bind("host", host)
                .execute());
  }

  void later(String host, Instant next) {
    store.transact(
        handle ->
            handle
                .createUpdate("UPDATE certificates.ordering SET next_at = :next WHERE host = :host")
                .bind("next", at(next))
                .bind("host", host)
                .execute());
  }

  /** It begins anew at that time; what was wrong is kept until it goes well. */
  void failed(String host, Failure failure, Instant next) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE certificates.ordering
                    SET location = CASE WHEN :again THEN location ELSE '' END,
                        failures = failures + 1, next_at = :next, problem = :problem, hint = :hint
                    WHERE host = :host""")
                .bind("again", failure.orderStands())
                .bind("next", at(next))
                .bind("problem", failure.fact())
                .bind("hint", failure.hint())
                .bind("host", host)
                .execute());
  }

  List<Stored> certificates() {
    return store.read(Rows::certificates);
  }

  static List<Stored> certificates(Handle handle) {
    return handle
        .createQuery(CERTIFICATE + " ORDER BY host")
        .map((row, context) -> stored(row))
        .list();
  }

  /** The certificate is stored and its order over, both or neither. */
  void store(Fresh fresh, Instant now) {
    seal.whileStoring(
        () ->
            store.transact(
                handle -> {
                  handle
                      .createUpdate(
                          """
                          INSERT INTO certificates.certificate
                            (host, origin, fingerprint, chain, key_sealed, not_before, not_after,
                             stored_at)
                          VALUES (:host, :origin, :fingerprint, :chain, :key, :from, :to, :now)
                          ON CONFLICT (host) DO UPDATE SET
                            origin = excluded.origin, fingerprint = excluded.fingerprint,
                            chain = excluded.chain, key_sealed = excluded.key_sealed,
                            not_before = excluded.not_before, not_after = excluded.not_after,
                            stored_at = excluded.stored_at""")
                      .bind("host", fresh.host())
                      .bind("origin", fresh.origin())
                      .bind("fingerprint", fresh.fingerprint())
                      .bind("chain", fresh.chain().text())
                      .bind("key", sealed("key", fresh.host(), fresh.key()))
                      .bind("from", at(fresh.chain().notBefore()))
                      .bind("to", at(fresh.chain().notAfter()))
                      .bind("now", at(now))
                      .execute();
                  return handle.execute(
                      "DELETE FROM certificates.ordering WHERE host = ?", fresh.host());
                }));
  }

  /** Its files are there: from now on tables name them. */
  void installed(Stored one) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    """
                    UPDATE certificates.certificate
                    SET installed = :fingerprint, published = false
                    WHERE host = :host AND fingerprint = :fingerprint
                      AND installed <> :fingerprint""")
                .bind("host", one.host())
                .bind("fingerprint", one.fingerprint())
                .execute());
  }

  /** The edge has taken a table that names it. */
  void published(Stored one) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    "UPDATE certificates.certificate SET published = true"
                        + " WHERE host = :host AND installed = :installed")
                .bind("host", one.host())
                .bind("installed", one.installed())
                .execute());
  }

  void forget(String host) {
    store.transact(
        handle -> handle.execute("DELETE FROM certificates.certificate WHERE host = ?", host));
  }

  private static Ordering ordering(ResultSet row) throws SQLException {
    return new Ordering(
        row.getString("host"),
        row.getString("directory"),
        row.getString("email"),
        row.getString("key_sealed"),
        row.getString("location"),
        Answer.read(row.getString("answers")),
        row.getInt("failures"),
        instant(row, "next_at"),
        row.getString("problem"),
        row.getString("hint"));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString("host"),
        row.getString("origin"),
        row.getString("fingerprint"),
        row.getString("chain"),
        row.getString("key_sealed"),
        instant(row, "not_before"),
        instant(row, "not_after"),
        row.getString("installed"),
        row.getBoolean("published"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
