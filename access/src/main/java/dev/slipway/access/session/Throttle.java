package dev.slipway.access.session;

import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Slows guessing down. A try counts as failed before it is judged, so that many at once don't slip
 * through; a success takes the count back. Counted in the store: a restart or a second control
 * plane gives nobody fresh tries.
 */
public final class Throttle {
  private final Store store;
  private final InstantSource clock;

  public Throttle(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * What guesses are counted by. An account's wait stays short, or anybody could lock its owner
   * out; an address's grows long.
   */
  public enum Kind {
    ACCOUNT(5, Duration.ofMinutes(1)),
    CODE(5, Duration.ofMinutes(5)),
    ADDRESS(20, Duration.ofMinutes(15));

    private final int free;
    private final Duration longestWait;

    Kind(int free, Duration longestWait) {
      this.free = free;
      this.longestWait = longestWait;
    }
  }

  /** Counts a try, or refuses it because the wait is not over. */
  public void take(Kind kind, String whom) {
    var key = key(kind, whom);
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    var taken =
        store.transact(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO access.throttle AS t (key, failures, last_at, open_at)
                        VALUES (:key, 1, :now, :now)
                        ON CONFLICT (key) DO UPDATE SET
                          failures = CASE WHEN t.last_at < :stale THEN 1 ELSE t.failures + 1 END,
                          last_at = :now,
                          open_at = CASE
                            WHEN t.last_at < :stale OR t.failures + 1 < :free THEN :now
                            ELSE :now + least(:longest,
                              power(2, least(t.failures + 1 - :free, 20))) * interval '1 second'
                            END
                        WHERE t.open_at <= :now
                        """)
                    .bind("key", key)
                    .bind("now", now)
                    .bind("stale", now.minusDays(1))
                    .bind("free", kind.free)
                    .bind("longest", kind.longestWait.toSeconds())
                    .execute());
    if (taken == 0) {
      throw tooMany(key, now);
    }
  }

  private RuntimeException tooMany(String key, OffsetDateTime now) {
    var open =
        store.read(
            handle ->
                handle
                    .createQuery("SELECT open_at FROM access.throttle WHERE key = :key")
                    .bind("key", key)
                    .mapTo(OffsetDateTime.class)
                    .findOne());
    var wait = Duration.between(now, open.orElse(now)).toSeconds() + 1;
    return Problem.of(
            Problem.Kind.TOO_MANY,
            "SLIP-8040",
            "too many wrong tries",
            "wait " + Durations.human(Duration.ofSeconds(wait)) + ", then try again")
        .exception();
  }

  /** An account that was opened rightly starts afresh. */
  public void forget(Kind kind, String whom) {
    store.transact(
        handle -> handle.execute("DELETE FROM access.throttle WHERE key = ?", key(kind, whom)));
  }

  /** An address gets the one try back and no more: it may guess at others' accounts in between. */
  public void giveBack(Kind kind, String whom) {
    store.transact(
        handle ->
            handle.execute(
                "UPDATE access.throttle SET failures = failures - 1, open_at = last_at"
                    + " WHERE key = ? AND failures > 0",
                key(kind, whom)));
  }

  /** Forgets what no longer counts. */
  public void sweep() {
    var old = clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC);
    store.transact(handle -> handle.execute("DELETE FROM access.throttle WHERE last_at < ?", old));
  }

  private static String key(Kind kind, String whom) {
    var name = kind == Kind.ADDRESS ? network(whom) : whom.toLowerCase(Locale.ROOT);
    var kept = name.length() > 300 ? name.substring(0, 300) : name;
    return kind + ":" + kept.replace("\0", "");
  }

  /** Who has one IPv6 address has 2⁶⁴ of them. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      // Literal addresses only: a text with a colon is never looked up as a name.
      var bytes = InetAddress.getByName(address).getAddress();
      for (var i = 8; i < bytes.length; i++) {
        bytes[i] = 0;
      }
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException notAnAddress) {
      return address;
    }
  }
}
