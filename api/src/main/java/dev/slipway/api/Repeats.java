package dev.slipway.api;

import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import dev.slipway.store.StoreSchema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests that may be sent twice: who sends an {@code Idempotency-Key} and repeats the request
 * gets the first one's answer, and nothing is done again. The key is taken before anything is done;
 * a control plane that dies in between leaves a key whose outcome is not known, and that is what a
 * repeat is told.
 */
public final class Repeats {
  public static final StoreSchema SCHEMA = StoreSchema.of("api", Repeats.class, "001_repeat.sql");

  static final String HEADER = "Idempotency-Key";
  private static final Duration KEPT = Duration.ofDays(1);

  private final Store store;
  private final InstantSource clock;

  public Repeats(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** One key of one person, with what it was sent with. */
  record Ticket(String person, String key, String fingerprint) {
    static Ticket of(String person, String key, String path, byte[] body) {
      if (!key.matches("[\\x21-\\x7e]{1,200}")) {
        throw Problem.of(
                Problem.Kind.BAD_INPUT,
                "SLIP-8512",
                HEADER + ": has 1 to 200 printable characters without spaces",
                "send a fresh UUID with each change")
            .exception();
      }
      try {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return new Ticket(person, key, HexFormat.of().formatHex(digest.digest(body)));
      } catch (NoSuchAlgorithmException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
  }

  private record Row(String fingerprint, String kind, @Nullable String answer) {}

  /** Takes the key, or finds the answer that it has already. */
  Optional<String> begin(Ticket ticket) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    var earlier = store.transact(handle -> take(handle, ticket, now));
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    var row = earlier.get();
    if (!row.fingerprint().equals(ticket.fingerprint())) {
      throw refused(ticket, "was sent with another request before", "send a fresh key");
    }
    if (row.kind().equals("under way")) {
      throw refused(
          ticket,
          "is under way, or its outcome is not known because the control plane died at it",
          "look what there is; then repeat it with a fresh key");
    }
    if (row.answer() == null) {
      throw refused(
          ticket,
          "was carried out; its answer held a secret, which is shown once",
          "take it back and ask again with a fresh key");
    }
    return Optional.of(row.answer());
  }

  private static Optional<Row> take(
      org.jdbi.v3.core.Handle handle, Ticket ticket, OffsetDateTime now) {
    handle.execute("DELETE FROM api.repeat WHERE began_at < ?", now.minus(KEPT));
    var taken =
        handle
            .createUpdate(
                "INSERT INTO api.repeat (person, key, fingerprint, began_at)"
                    + " VALUES (:person, :key, :fingerprint, :now) ON CONFLICT DO NOTHING")
            .bind("person", ticket.person())
            .bind("key", ticket.key())
            .bind("fingerprint", ticket.fingerprint())
            .bind("now", now)
            .execute();
    if (taken == 1) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            "SELECT fingerprint, kind, answer FROM api.repeat WHERE person = :person AND key = :key")
        .bind("person", ticket.person())
        .bind("key", ticket.key())
        .map((row, context) -> new Row(row.getString(1), row.getString(2), row.getString(3)))
        .findOne();
  }

  void answered(Ticket ticket, String answer) {
    end(ticket, "answered", answer);
  }

  /** Its answer held a secret, and is not kept. */
  void shownOnce(Ticket ticket) {
    end(ticket, "shown once", null);
  }

  private void end(Ticket ticket, String kind, @Nullable String answer) {
    store.transact(
        handle ->
            handle
                .createUpdate(
                    "UPDATE api.repeat SET kind = :kind, answer = :answer"
                        + " WHERE person = :person AND key = :key")
                .bind("kind", kind)
                .bindByType("answer", answer, String.class)
                .bind("person", ticket.person())
                .bind("key", ticket.key())
                .execute());
  }

  /** It was refused, nothing was done: the key may be used again. */
  void giveBack(Ticket ticket) {
    store.transact(
        handle ->
            handle.execute(
                "DELETE FROM api.repeat WHERE person = ? AND key = ?",
                ticket.person(),
                ticket.key()));
  }

  private static RuntimeException refused(Ticket ticket, String fact, String hint) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "SLIP-8513",
            HEADER + " " + ticket.key() + ": the request " + fact,
            hint)
        .exception();
  }
}
