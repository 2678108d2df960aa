package dev.slipway.access.session;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Secrets that work once and not for long; only their hashes are kept. */
public final class OneTimeSecrets {
  private final Store store;
  private final InstantSource clock;

  public OneTimeSecrets(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What a secret is for: one made for something else does not work. */
  public enum Purpose {
    SET_UP(Duration.ofHours(24)),
    OWNER_SIGN_IN(Duration.ofMinutes(15)),
    INVITATION(Duration.ofDays(7)),
    SECOND_FACTOR(Duration.ofMinutes(5)),
    SIGN_ON(Duration.ofMinutes(10));

    private final Duration lifetime;

    Purpose(Duration lifetime) {
      this.lifetime = lifetime;
    }

    public Duration lifetime() {
      return lifetime;
    }
  }

  public OpaqueSecret issue(Purpose purpose, String subject) {
    return store.transact(handle -> issue(handle, purpose, subject));
  }

  OpaqueSecret issue(Handle handle, Purpose purpose, String subject) {
    var now = clock.instant();
    handle.execute(
        "DELETE FROM access.one_time WHERE expires_at <= ?", now.atOffset(ZoneOffset.UTC));
    var secret = OpaqueSecret.fresh();
    handle.execute(
        "INSERT INTO access.one_time (hash, purpose, subject, expires_at) VALUES (?, ?, ?, ?)",
        secret.hash(),
        purpose.name(),
        subject,
        now.plus(purpose.lifetime()).atOffset(ZoneOffset.UTC));
    return secret;
  }

  /** Takes the links of this kind back, for whom they were made. */
  void withdraw(Handle handle, Purpose purpose, String subject) {
    handle.execute(
        "DELETE FROM access.one_time WHERE purpose = ? AND subject = ?", purpose.name(), subject);
  }

  /** Whom or what a secret is for, without using it up. */
  public Optional<String> look(Purpose purpose, OpaqueSecret secret) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT subject FROM access.one_time"
                        + " WHERE hash = :hash AND purpose = :purpose AND expires_at > :now")
                .bind("hash", secret.hash())
                .bind("purpose", purpose.name())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .findOne());
  }

  public Optional<String> redeem(Purpose purpose, OpaqueSecret secret) {
    return store.transact(handle -> redeem(handle, purpose, secret));
  }

  /** Uses a secret up: of two who come with it at once, one gets the subject. */
  Optional<String> redeem(Handle handle, Purpose purpose, OpaqueSecret secret) {
    return handle
        .createQuery(
            "DELETE FROM access.one_time"
                + " WHERE hash = :hash AND purpose = :purpose AND expires_at > :now"
                + " RETURNING subject")
        .bind("hash", secret.hash())
        .bind("purpose", purpose.name())
        .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
        .mapTo(String.class)
        .findOne();
  }
}
