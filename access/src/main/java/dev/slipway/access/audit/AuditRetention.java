package dev.slipway.access.audit;

import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * Removes old entries from the beginning of the log, and says so in an entry that names the last
 * one removed. What is left verifies from there; removing more than the entry says is found.
 */
public final class AuditRetention {
  static final String ACTION = "audit.prune";
  private static final String BASE = "removed-up-to";

  private static final Duration SHORTEST = Duration.ofDays(1);

  private final Store store;
  private final AuditLog log;
  private final InstantSource clock;

  public AuditRetention(Store store, AuditLog log, InstantSource clock) {
    this.store = store;
    this.log = log;
    this.clock = clock;
  }

  /** For how long entries are kept; empty for good. */
  public Optional<Duration> rule() {
    return store.read(
        handle ->
            handle
                .createQuery("SELECT seconds FROM access.audit_retention")
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofSeconds));
  }

  /** From now on older ones are removed each hour. */
  public void rule(Optional<Duration> kept) {
    kept.ifPresent(AuditRetention::demandLong);
    store.transact(
        handle -> {
          handle.execute("DELETE FROM access.audit_retention");
          kept.ifPresent(
              time ->
                  handle.execute(
                      "INSERT INTO access.audit_retention (seconds) VALUES (?)", time.toSeconds()));
          return kept;
        });
  }

  /** Removes what the rule says; returns how many entries that were. */
  public long sweep() {
    return rule().map(this::keep).orElse(0L);
  }

  private static void demandLong(Duration kept) {
    if (kept.compareTo(SHORTEST) < 0) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8003",
              "the audit log is kept for a day at least, not for " + Durations.human(kept),
              "write it as 365d")
          .exception();
    }
  }

  /** Removes what is older than the given time; returns how many entries that were. */
  public long prune(Duration kept) {
    demandLong(kept);
    return keep(kept);
  }

  long keep(Duration kept) {
    var oldest = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
    return store.transact(
        handle -> {
          var _ = AuditLog.lockHead(handle);
          // The clock may have gone back between two entries, so the cut is by number, before the
          // first entry that is young enough.
          var base =
              handle
                  .createQuery(
                      """
                      SELECT number, hash FROM access.audit
                      WHERE number < (SELECT coalesce(min(number), 9223372036854775807)
                                      FROM access.audit WHERE at >= :oldest)
                      ORDER BY number DESC LIMIT 1
                      """)
                  .bind("oldest", oldest)
                  .map(
                      (row, context) ->
                          new AuditHead(row.getLong(1), Digest.ofBytes(row.getBytes(2))))
                  .findOne();
          if (base.isEmpty()) {
            return 0L;
          }
          var event =
              AuditEvent.of(ACTION, "").changing(Map.of(), Map.of(BASE, base.get().write()));
          log.append(handle, Actor.SLIPWAY, event, Outcome.DONE);
          handle.execute("SET LOCAL slipway.audit_retention = 'on'");
          long removed =
              handle
                  .createUpdate("DELETE FROM access.audit WHERE number <= :number")
                  .bind("number", base.get().number())
                  .execute();
          handle.execute("SET LOCAL slipway.audit_retention = 'off'");
          handle
              .createUpdate(
                  "UPDATE access.audit_chain SET base_number = :number, base_hash = :hash")
              .bind("number", base.get().number())
              .bind("hash", base.get().hash().bytes())
              .execute();
          return removed;
        });
  }

  static Optional<AuditHead> baseOf(AuditEntry entry) {
    return Optional.ofNullable(entry.event().change().after().get(BASE)).map(AuditHead::parse);
  }
}
