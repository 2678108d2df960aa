package dev.slipway.watch.alert;

import dev.slipway.kit.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is or was wrong.
 *
 * @param unmeasured whether it could not be measured, instead of being beyond its limit
 * @param wellSince it looks well again, and not yet for long enough
 * @param told so many messages about it
 * @param tellAt when the next message is due
 */
public record Alert(
    String id,
    Key key,
    State state,
    boolean unmeasured,
    String value,
    String limit,
    String consequence,
    Instant beganAt,
    Optional<Instant> firedAt,
    Optional<Instant> wellSince,
    Optional<Instant> resolvedAt,
    int told,
    Optional<Instant> tellAt) {

  /** What is wrong where. */
  public record Key(String app, String environment, String rule, String object) {
    public String target() {
      return app + "/" + environment;
    }
  }

  /** The gravest is 0; of what is no rule any more nothing is known. */
  public int gravity() {
    return Rule.of(key.rule()).map(Rule::ordinal).orElse(Integer.MAX_VALUE);
  }

  /** How far it is. */
  public enum State {
    /** Seen, and not yet for long enough to be told. */
    PENDING,
    FIRING,
    RESOLVED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** So long it has to look well before it is over: what comes and goes is told once. */
  static final Duration CALM = Duration.ofMinutes(1);

  /** So long nothing could be measured before that is told. */
  static final Duration BLIND = Duration.ofMinutes(10);

  private static final Duration FIRST_REPEAT = Duration.ofHours(1);
  private static final Duration LONGEST_REPEAT = Duration.ofDays(1);

  static Alert begun(String id, Key key, Finding finding, Instant now) {
    return new Alert(
        id,
        key,
        State.PENDING,
        finding instanceof Finding.Unmeasured,
        finding.value(),
        "",
        finding.rule().consequence(),
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  /** It was found again, and is held to this now. */
  Alert found(Finding finding, Held held, boolean planned, Instant now) {
    return under(held.limit()).seen(finding, held, planned, now);
  }

  private Alert under(String newLimit) {
    return new Alert(
        id,
        key,
        state,
        unmeasured,
        value,
        newLimit,
        consequence,
        beganAt,
        firedAt,
        wellSince,
        resolvedAt,
        told,
        tellAt);
  }

  private Alert seen(Finding finding, Held held, boolean planned, Instant now) {
    var isBlind = finding instanceof Finding.Unmeasured;
    if (state == State.FIRING) {
      // What fires and can't be measured any more is not over; its last value stands.
      return isBlind && !unmeasured
          ? with(State.FIRING, false, value, beganAt, firedAt, tellAt)
          : with(State.FIRING, isBlind, finding.value(), beganAt, firedAt, tellAt);
    }
    // Another sort of trouble, or one that is planned, begins anew.
    var began = isBlind == unmeasured && !planned ? beganAt : now;
    var needed = isBlind ? BLIND : held.sustained();
    var isOver = !planned && !began.plus(needed).isAfter(now);
    return isOver
        ? with(State.FIRING, isBlind, finding.value(), began, Optional.of(now), Optional.of(now))
        : with(State.PENDING, isBlind, finding.value(), began, Optional.empty(), Optional.empty());
  }

  /** It was not found any more; empty when it never was told and is forgotten. */
  Optional<Alert> notFound(Instant now) {
    if (state == State.PENDING) {
      return Optional.empty();
    }
    var since = wellSince.orElse(now);
    var isOver = !since.plus(CALM).isAfter(now);
    return Optional.of(
        new Alert(
            id,
            key,
            isOver ? State.RESOLVED : State.FIRING,
            unmeasured,
            value,
            limit,
            consequence,
            beganAt,
            firedAt,
            Optional.of(since),
            isOver ? Optional.of(now) : Optional.empty(),
            told,
            isOver ? told > 0 ? Optional.of(now) : Optional.empty() : tellAt));
  }

  private Alert with(
      State next,
      boolean blind,
      String now,
      Instant began,
      Optional<Instant> fired,
      Optional<Instant> tell) {
    return new Alert(
        id,
        key,
        next,
        blind,
        now,
        limit,
        consequence,
        began,
        fired,
        Optional.empty(),
        Optional.empty(),
        told,
        tell);
  }

  /** It was told so often, and is told again then. */
  Alert told(int times, Optional<Instant> next) {
    return new Alert(
        id,
        key,
        state,
        unmeasured,
        value,
        limit,
        consequence,
        beganAt,
        firedAt,
        wellSince,
        resolvedAt,
        times,
        next);
  }

  /** It is over, and nothing more is to be told of it. */
  Alert ended(Instant now) {
    return new Alert(
        id,
        key,
        State.RESOLVED,
        unmeasured,
        value,
        limit,
        consequence,
        beganAt,
        firedAt,
        wellSince,
        Optional.of(now),
        told,
        Optional.empty());
  }

  /** After so many messages the next one waits so long: ever more seldom. */
  static Duration pauseAfter(int told) {
    var pause = FIRST_REPEAT.multipliedBy(1L << Math.min(Math.max(told - 1, 0), 5));
    return pause.compareTo(LONGEST_REPEAT) > 0 ? LONGEST_REPEAT : pause;
  }

  /** As it is told: what, its value, what should hold, for how long, what follows. */
  public String text(Instant now) {
    var what = key.rule() + (key.object().isEmpty() ? "" : " " + key.object());
    var length = Durations.human(Duration.between(beganAt, resolvedAt.orElse(now)));
    if (state == State.RESOLVED) {
      return "✔ " + what + ": over after " + length;
    }
    var fact = unmeasured ? "could not be measured: " + value : value;
    return "✖ "
        + what
        + ": "
        + fact
        + " for "
        + length
        + "; should be: "
        + limit
        + "; "
        + consequence;
  }
}
