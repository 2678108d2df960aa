package dev.slipway.access.session;

import dev.slipway.access.credentials.OpaqueSecret;
import dev.slipway.access.credentials.Seal;
import dev.slipway.access.credentials.Totp;
import dev.slipway.access.people.Person;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Codes from somebody's authenticator app, and ten codes on paper for the day the phone is lost.
 * Each code opens once.
 */
public final class SecondFactor {
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_CHARACTERS = 16;

  private final Store store;
  private final InstantSource clock;
  private final Seal seal;

  private final Throttle throttle;

  public SecondFactor(Store store, InstantSource clock, Seal seal, Throttle throttle) {
    this.store = store;
    this.clock = clock;
    this.seal = seal;
    this.throttle = throttle;
  }

  /** What somebody enters in their app: by link, or typed. */
  public record Enrolment(String link, String typed) {}

  private record Kept(Totp totp, boolean confirmed, long lastStep) {}

  /** Offers a new secret; it counts once a code of it was entered. */
  public Enrolment begin(Person person) {
    var secret = Totp.freshSecret();
    store.transact(
        handle ->
            handle.execute(
                "UPDATE access.person SET totp_secret = ?, totp_confirmed = false,"
                    + " totp_last_step = 0 WHERE id = ? AND NOT totp_confirmed",
                seal.seal(Seal.Kind.SECOND_FACTOR, secret),
                person.id()));
    return enrolment(person, new Totp(secret));
  }

  /** What was offered and is not confirmed yet, to be shown again after a wrong code. */
  public Optional<Enrolment> offered(Person person) {
    return store
        .read(handle -> kept(handle, person.id()))
        .filter(kept -> !kept.confirmed())
        .map(kept -> enrolment(person, kept.totp()));
  }

  private static Enrolment enrolment(Person person, Totp totp) {
    return new Enrolment(totp.link("Slipway", person.email()), totp.typed());
  }

  /**
   * Switches it on, and hands out the codes for paper, shown this once; those handed out before
   * open no more.
   */
  public List<String> confirm(Person person, String code) {
    throttle.take(Throttle.Kind.CODE, person.id());
    var codes =
        store.transact(
            handle -> {
              if (!acceptTotp(handle, person.id(), code)) {
                throw wrong();
              }
              handle.execute(
                  "UPDATE access.person SET totp_confirmed = true WHERE id = ?", person.id());
              return onPaper(handle, person.id());
            });
    throttle.forget(Throttle.Kind.CODE, person.id());
    return codes;
  }

  private static List<String> onPaper(Handle handle, String personId) {
    handle.execute("DELETE FROM access.recovery_code WHERE person = ?", personId);
    var codes =
        Stream.generate(() -> Ids.secret(RECOVERY_CHARACTERS)).limit(RECOVERY_CODES).toList();
    for (var one : codes) {
      handle.execute(
          "INSERT INTO access.recovery_code (person, hash) VALUES (?, ?)",
          personId,
          new OpaqueSecret(one).hash());
    }
    return codes;
  }

  private static RuntimeException wrong() {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-8043",
            "the code is not the one that the app should show now",
            "check that the phone's clock is right, and enter the next code")
        .exception();
  }

  /**
   * Switches it off for who has it: a browser that was left open is not enough, a code is needed.
   */
  public void turnOff(Person person, String code) {
    throttle.take(Throttle.Kind.CODE, person.id());
    if (!accept(person.id(), code)) {
      throw wrong();
    }
    throttle.forget(Throttle.Kind.CODE, person.id());
    remove(person.id());
  }

  /** How many of the codes for paper were not used yet. */
  public int left(String personId) {
    return store.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM access.recovery_code WHERE person = :person")
                .bind("person", personId)
                .mapTo(Integer.class)
                .one());
  }

  public boolean isOn(String personId) {
    return store.read(handle -> kept(handle, personId)).filter(Kept::confirmed).isPresent();
  }

  /** For who lost phone and paper: an admin vouches for them. */
  public void remove(String personId) {
    store.transact(
        handle -> {
          handle.execute("DELETE FROM access.recovery_code WHERE person = ?", personId);
          return handle.execute(
              "UPDATE access.person SET totp_secret = NULL, totp_confirmed = false,"
                  + " totp_last_step = 0 WHERE id = ?",
              personId);
        });
  }

  /** Whether a code is right; it is used up then. */
  boolean accept(String personId, String code) {
    return store.transact(
        handle -> acceptTotp(handle, personId, code) || acceptPaper(handle, personId, code));
  }

  private boolean acceptTotp(Handle handle, String personId, String code) {
    var kept = kept(handle, personId);
    if (kept.isEmpty()) {
      return false;
    }
    var step = kept.get().totp().match(code, clock.instant(), kept.get().lastStep());
    // The condition makes the second of two requests with one code find it used.
    return step.isPresent()
        && handle.execute(
                "UPDATE access.person SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?",
                step.getAsLong(),
                personId,
                step.getAsLong())
            == 1;
  }

  private static boolean acceptPaper(Handle handle, String personId, String code) {
    var plain = code.toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
    return handle.execute(
            "DELETE FROM access.recovery_code WHERE person = ? AND hash = ?",
            personId,
            new OpaqueSecret(plain).hash())
        == 1;
  }

  private Optional<Kept> kept(Handle handle, String personId) {
    return handle
        .createQuery(
            "SELECT totp_secret, totp_confirmed, totp_last_step FROM access.person"
                + " WHERE id = :id AND totp_secret IS NOT NULL")
        .bind("id", personId)
        .map(
            (row, context) ->
                new Kept(
                    new Totp(seal.open(Seal.Kind.SECOND_FACTOR, row.getBytes(1))),
                    row.getBoolean(2),
                    row.getLong(3)))
        .findOne();
  }
}
