package dev.slipway.access.session;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.people.People;
import dev.slipway.access.people.Person;
import dev.slipway.access.people.Principal;
import dev.slipway.access.people.Roles;
import dev.slipway.access.people.Scope;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tokens of programs. A token may do what its person may, and of that only what it was made for; it
 * always expires.
 */
public final class ApiTokens {
  private static final Pattern TEXT = Pattern.compile("slip_[0-9a-z]{6}_[0-9a-z]{32}");
  private static final int PREFIX_CHARACTERS = "slip_".length() + 6;
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Store store;
  private final InstantSource clock;

  public ApiTokens(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  public ApiToken.Fresh issue(String personId, ApiToken.Wish wish) {
    demandSound(wish);
    var now = clock.instant();
    var text = "slip_" + Ids.secret(6) + "_" + Ids.secret(32);
    var expires = now.plus(wish.lifetime());
    var token =
        new ApiToken(
            Ids.next(now),
            personId,
            text.substring(0, PREFIX_CHARACTERS),
            wish,
            expires,
            new ApiToken.Usage(Optional.empty(), Optional.empty()));
    store.transact(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO access.token (id, person, name, prefix, hash, permissions,
                      application, environment, created_at, expires_at)
                    VALUES (:id, :person, :name, :prefix, :hash, :permissions,
                      :application, :environment, :now, :expires)
                    """)
                .bind("id", token.id())
                .bind("person", personId)
                .bind("name", wish.name())
                .bind("prefix", token.prefix())
                .bind("hash", new OpaqueSecret(text).hash())
                .bindArray(
                    "permissions",
                    String.class,
                    wish.permissions().stream().map(Enum::name).sorted().toList())
                .bind("application", wish.scope().application())
                .bind("environment", wish.scope().environment())
                .bind("now", utc(now))
                .bind("expires", utc(expires))
                .execute());
    return new ApiToken.Fresh(token, text);
  }

  private static void demandSound(ApiToken.Wish wish) {
    if (wish.name().isBlank() || wish.name().length() > 60) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8050",
              "a token's name has 1 to 60 characters, not " + wish.name().length(),
              "name it after what uses it, such as github-actions")
          .exception();
    }
    if (wish.lifetime().isNegative()
        || wish.lifetime().isZero()
        || wish.lifetime().compareTo(LONGEST) > 0) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8051",
              "token "
                  + wish.name()
                  + ": "
                  + Durations.human(wish.lifetime())
                  + " is not between a moment and a year",
              "ask for 90d, and make a new one before it expires")
          .exception();
    }
  }

  /** Who a token speaks for, if it is one, lives, and its person does too. */
  public Optional<Principal> authenticate(String text, String address) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    var now = clock.instant();
    return store.transact(
        handle -> {
          var token =
              handle
                  .createQuery(
                      "SELECT * FROM access.token WHERE hash = :hash AND revoked_at IS NULL"
                          + " AND expires_at > :now")
                  .bind("hash", new OpaqueSecret(text).hash())
                  .bind("now", utc(now))
                  .map((row, context) -> read(row))
                  .findOne();
          // Once a minute is enough to know that a token is in use.
          token.ifPresent(
              one ->
                  handle.execute(
                      "UPDATE access.token SET used_at = ? WHERE id = ?"
                          + " AND (used_at IS NULL OR used_at < ?)",
                      utc(now),
                      one.id(),
                      utc(now.minusSeconds(60))));
          return token.flatMap(
              one ->
                  People.find(handle, one.personId())
                      .filter(person -> person.status() == Person.Status.ACTIVE)
                      .map(person -> Principal.of(person, address).limitedTo(limitOf(one))));
        });
  }

  private static Principal.Limit limitOf(ApiToken token) {
    var wish = token.wish();
    return new Principal.Limit(wish.name(), wish.permissions(), wish.scope());
  }

  public List<ApiToken> of(String personId) {
    return store.read(
        handle ->
            handle
                .createQuery("SELECT * FROM access.token WHERE person = :person ORDER BY id DESC")
                .bind("person", personId)
                .map((row, context) -> read(row))
                .list());
  }

  /** Takes a token back; its next request is refused. */
  public void revoke(String tokenId) {
    var changed =
        store.transact(
            handle ->
                handle.execute(
                    "UPDATE access.token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                    utc(clock.instant()),
                    tokenId));
    if (changed == 0) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-8052",
              "token " + tokenId + " does not exist",
              "slipway token list shows yours")
          .exception();
    }
  }

  private static ApiToken read(ResultSet row) throws SQLException {
    var created = row.getObject("created_at", OffsetDateTime.class).toInstant();
    var expires = row.getObject("expires_at", OffsetDateTime.class).toInstant();
    return new ApiToken(
        row.getString("id"),
        row.getString("person"),
        row.getString("prefix"),
        new ApiToken.Wish(
            row.getString("name"),
            Roles.permissions((String[]) row.getArray("permissions").getArray()),
            new Scope(row.getString("application"), row.getString("environment")),
            Duration.between(created, expires)),
        expires,
        new ApiToken.Usage(when(row, "used_at"), when(row, "revoked_at")));
  }

  private static Optional<Instant> when(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
