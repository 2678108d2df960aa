package dev.slipway.access.audit;

import dev.slipway.access.audit.AuditEvent.Outcome;
import dev.slipway.store.Store;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * The log of every action and of every denied one. Appending locks the chain's head until the
 * transaction ends: call it last in a transaction of your own, or use {@link #record}.
 */
public final class AuditLog {
  private static final int ROWS_AT_ONCE = 500;

  private final Store store;
  private final InstantSource clock;

  public AuditLog(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Appends in a transaction of its own. */
  public AuditEntry record(Actor actor, AuditEvent event, Outcome outcome) {
    return store.transact(handle -> append(handle, actor, event, outcome));
  }

  /** Appends with the change it tells of: both are kept or neither. */
  public AuditEntry append(Handle handle, Actor actor, AuditEvent event, Outcome outcome) {
    var head = lockHead(handle);
    var entry = AuditEntry.after(head, clock.instant(), actor, storable(event), outcome);
    AuditRow.insert(handle, entry);
    handle
        .createUpdate("UPDATE access.audit_chain SET head_number = :number, head_hash = :hash")
        .bind("number", entry.number())
        .bind("hash", entry.link().hash().bytes())
        .execute();
    return entry;
  }

  /** PostgreSQL's text holds no NUL, and nobody must be able to prevent an entry by sending one. */
  private static AuditEvent storable(AuditEvent event) {
    return new AuditEvent(
        clean(event.action()),
        clean(event.target()),
        clean(event.application()),
        clean(event.environment()),
        event.change());
  }

  private static String clean(String text) {
    return text.replace('\0', '\uFFFD');
  }

  static AuditHead lockHead(Handle handle) {
    return handle
        .createQuery("SELECT head_number, head_hash FROM access.audit_chain FOR UPDATE")
        .map((row, context) -> new AuditHead(row.getLong(1), Digest.ofBytes(row.getBytes(2))))
        .one();
  }

  /** The newest entry's number and hash: keep it elsewhere to notice a truncated log later. */
  public AuditHead head() {
    return store.read(
        handle ->
            handle
                .createQuery("SELECT head_number, head_hash FROM access.audit_chain")
                .map(
                    (row, context) ->
                        new AuditHead(row.getLong(1), Digest.ofBytes(row.getBytes(2))))
                .one());
  }

  public List<AuditEntry> read(AuditQuery query) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + AuditRow.COLUMNS
                        + """
                         FROM access.audit
                        WHERE number < :before
                          AND (:actor = '' OR actor = :actor)
                          AND (:application = '' OR application = :application)
                          AND (:environment = '' OR environment = :environment)
                          AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
                        ORDER BY number DESC LIMIT :size
                        """)
                .bind("before", query.page().before())
                .bind("actor", query.actor())
                .bind("application", query.application())
                .bind("environment", query.environment())
                .bind("since", query.since().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("size", query.page().size())
                .map((row, context) -> AuditRow.read(row))
                .list());
  }

  /** Who did something to a target last, by {@link Actor#id}; empty where the log has no entry. */
  public Optional<String> whoDid(AuditEvent event) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT actor FROM access.audit
                    WHERE application = :application AND environment = :environment
                      AND action = :action AND target = :target AND outcome = 'DONE'
                    ORDER BY number DESC LIMIT 1
                    """)
                .bind("application", event.application())
                .bind("environment", event.environment())
                .bind("action", event.action())
                .bind("target", event.target())
                .mapTo(String.class)
                .findOne());
  }

  /** Follows the whole chain; the given heads were kept elsewhere and must still be in it. */
  public AuditVerdict verify(List<AuditHead> anchors) {
    return store.transact(
        handle -> {
          // One snapshot for base, head and entries, while others append and prune.
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
          var chain =
              handle
                  .createQuery(
                      "SELECT head_number, head_hash, base_number, base_hash"
                          + " FROM access.audit_chain")
                  .map(
                      (row, context) -> {
                        var all = new ArrayList<>(anchors);
                        all.add(new AuditHead(row.getLong(1), Digest.ofBytes(row.getBytes(2))));
                        var base = new AuditHead(row.getLong(3), Digest.ofBytes(row.getBytes(4)));
                        return new AuditChain(base, all);
                      })
                  .one();
          forEach(handle, chain::follow);
          return chain.verdict();
        });
  }

  /** Every entry that is left, oldest first, without holding them all in memory. */
  static void forEach(Handle handle, Consumer<AuditEntry> visitor) {
    try (var entries =
        handle
            .createQuery("SELECT " + AuditRow.COLUMNS + " FROM access.audit ORDER BY number")
            .setFetchSize(ROWS_AT_ONCE)
            .map((row, context) -> AuditRow.read(row))
            .stream()) {
      entries.forEach(visitor);
    }
  }
}
