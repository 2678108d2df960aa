package dev.slipway.delivery.notice;

import dev.slipway.kit.Ids;
import dev.slipway.protocol.Json;
import dev.slipway.store.Store;
import dev.slipway.store.StoreSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Messages until they are sent, and what was told already. */
public final class Outbox {
  public static final StoreSchema SCHEMA = StoreSchema.of("notice", Outbox.class, "001_notice.sql");

  /** Whoever takes a message has this long to send it before the next one tries. */
  private static final Duration HELD = Duration.ofMinutes(2);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

  private final Store store;
  private final InstantSource clock;

  public Outbox(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Who is told, and how. */
  record Recipient(String way, String name, String signedWith) {}

  /** A message that was taken to be sent. */
  record Taken(
      String id,
      String app,
      String environment,
      Recipient recipient,
      Message message,
      int tries,
      Instant madeAt) {}

  /** Puts it in for everybody at once, unless it was told before. */
  void tell(String key, Message message, List<Recipient> recipients) {
    store.jdbi().useTransaction(handle -> tell(handle, key, message, recipients));
  }

  /** The same together with what else the transaction writes. */
  void tell(Handle handle, String key, Message message, List<Recipient> recipients) {
    var isNew =
        handle
            .createUpdate(
                "INSERT INTO notice.told (key, told_at) VALUES (:key, :now)"
                    + " ON CONFLICT DO NOTHING")
            .bind("key", key)
            .bind("now", at(clock.instant()))
            .execute();
    if (isNew == 0) {
      return;
    }
    for (var recipient : recipients) {
      var id = Ids.next(clock.instant());
      handle
          .createUpdate(
              """
              INSERT INTO notice.message (id, app, environment, way, recipient,
                signed_with, body, state, tries, next_try, made_at, trouble)
              VALUES (:id, :app, :environment, :way, :recipient, :signedWith,
                cast(:body AS jsonb), 'waiting', 0, :now, :now, '')\
              """)
          .bind("id", id)
          .bind("app", message.app())
          .bind("environment", message.environment())
          .bind("way", recipient.way())
          .bind("recipient", recipient.name())
          .bind("signedWith", recipient.signedWith())
          .bind("body", Json.write(message.named(id)))
          .bind("now", at(clock.instant()))
          .execute();
    }
  }

  /** A test that was sent, or was not; it is not tried again. */
  void tested(Taken taken, String trouble) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO notice.message (id, app, environment, way, recipient,
                          signed_with, body, state, tries, next_try, made_at, trouble)
                        VALUES (:id, :app, :environment, :way, :recipient, :signedWith,
                          cast(:body AS jsonb), :state, 1, :at, :at, :trouble)\
                        """)
                    .bind("id", taken.id())
                    .bind("app", taken.app())
                    .bind("environment", taken.environment())
                    .bind("way", taken.recipient().way())
                    .bind("recipient", taken.recipient().name())
                    .bind("signedWith", taken.recipient().signedWith())
                    .bind("body", Json.write(taken.message()))
                    .bind("state", trouble.isEmpty() ? "sent" : "given-up")
                    .bind("at", at(taken.madeAt()))
                    .bind("trouble", trouble)
                    .execute());
  }

  /** Some that are due, taken from everybody else for a while. */
  List<Taken> take(int most) {
    return store.transact(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE notice.message SET tries = tries + 1, next_try = :until
                    WHERE id IN (SELECT id FROM notice.message
                                 WHERE state = 'waiting' AND next_try <= :now
                                 ORDER BY next_try LIMIT :most FOR UPDATE SKIP LOCKED)
                    RETURNING id, app, environment, way, recipient, signed_with, body::text AS body,
                              tries, made_at\
                    """)
                .bind("until", at(clock.instant().plus(HELD)))
                .bind("now", at(clock.instant()))
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Taken(
                            row.getString("id"),
                            row.getString("app"),
                            row.getString("environment"),
                            new Recipient(
                                row.getString("way"),
                                row.getString("recipient"),
                                row.getString("signed_with")),
                            Json.read(row.getString("body"), Message.class),
                            row.getInt("tries"),
                            row.getObject("made_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  void sent(Taken taken) {
    end(taken, "sent", "", clock.instant());
  }

  /** It is tried again ever more seldom, for a day. */
  void failed(Taken taken, String trouble) {
    var now = clock.instant();
    var isOver = taken.madeAt().plus(GIVEN_UP_AFTER).isBefore(now);
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(taken.tries() - 1, 12));
    var most = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    end(taken, isOver ? "given-up" : "waiting", trouble, now.plus(most));
  }

  private void end(Taken taken, String state, String trouble, Instant next) {
    store
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE notice.message SET state = :state, trouble = :trouble,"
                            + " next_try = :next WHERE id = :id")
                    .bind("state", state)
                    .bind("trouble", trouble)
                    .bind("next", at(next))
                    .bind("id", taken.id())
                    .execute());
  }

  /**
   * A message and what became of it.
   *
   * @param state waiting, sent or given-up
   */
  public record Sent(
      Instant at,
      String way,
      String recipient,
      String title,
      String state,
      int tries,
      String trouble) {}

  /** The newest messages about an environment first. */
  public List<Sent> sent(String app, String environment, int most) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT made_at, way, recipient, body ->> 'title' AS title, state, tries, trouble
                    FROM notice.message WHERE app = :app AND environment = :environment
                    ORDER BY made_at DESC, id LIMIT :most\
                    """)
                .bind("app", app)
                .bind("environment", environment)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Sent(
                            row.getObject("made_at", OffsetDateTime.class).toInstant(),
                            row.getString("way"),
                            row.getString("recipient"),
                            row.getString("title"),
                            row.getString("state"),
                            row.getInt("tries"),
                            row.getString("trouble")))
                .list());
  }

  /** A deployment that something may have become of. */
  record Open(String app, String environment, int number, long operation) {}

  /** Those whose end was not told yet. */
  List<Open> open(Instant since) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT app, environment, number, operation FROM catalog.deployment d
                    WHERE asked_at > :since AND operation IS NOT NULL AND NOT EXISTS (
                      SELECT FROM notice.told t
                      WHERE t.key = d.app || '/' || d.environment || '/' || d.number || '/end')
                    ORDER BY asked_at LIMIT 200\
                    """)
                .bind("since", at(since))
                .map(
                    (row, context) ->
                        new Open(
                            row.getString("app"),
                            row.getString("environment"),
                            row.getInt("number"),
                            row.getLong("operation")))
                .list());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
