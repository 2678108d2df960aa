package dev.slipway.watch.alert;

import dev.slipway.kit.Ids;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Alerts and what was told of them, in the store. */
public final class AlertBook {
  private static final Duration KEPT = Duration.ofDays(90);

  private static final String COLUMNS =
      """
      id, app, environment, rule, object, state, unmeasured, value, limit_text, consequence,
      began_at, fired_at, well_since, resolved_at, told, tell_at
      """;

  private final Store store;

  public AlertBook(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  /** Nobody else changes the alerts of an environment until the transaction ends. */
  void hold(Handle handle, String target) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtextextended('alerts of ' || :target, 0))")
        .bind("target", target)
        .map((row, context) -> target)
        .one();
  }

  /** What was seen and not told yet, before a time in which nobody looked, is looked at anew. */
  void forgetPending() {
    store
        .jdbi()
        .useHandle(handle -> handle.execute("DELETE FROM watch.alert WHERE state = 'pending'"));
  }

  List<Alert> open(Handle handle, String app, String environment) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                FROM watch.alert WHERE app = :app AND environment = :environment
                  AND (state <> 'resolved' OR tell_at IS NOT NULL) ORDER BY began_at, id\
                """)
        .bind("app", app)
        .bind("environment", environment)
        .map((row, context) -> read(row))
        .list();
  }

  void write(Handle handle, Alert alert) {
    handle
        .createUpdate(
            """
            INSERT INTO watch.alert
              (id, app, environment, rule, object, state, unmeasured, value, limit_text,
               consequence, began_at, fired_at, well_since, resolved_at, told, tell_at)
            VALUES (:id, :app, :environment, :rule, :object, :state, :unmeasured, :value, :limit,
               :consequence, :began, :fired, :well, :resolved, :told, :tell)
            ON CONFLICT (id) DO UPDATE SET state = excluded.state,
               unmeasured = excluded.unmeasured, value = excluded.value,
               limit_text = excluded.limit_text,
               began_at = excluded.began_at, fired_at = excluded.fired_at,
               well_since = excluded.well_since, resolved_at = excluded.resolved_at,
               told = excluded.told, tell_at = excluded.tell_at\
            """)
        .bind("id", alert.id())
        .bind("app", alert.key().app())
        .bind("environment", alert.key().environment())
        .bind("rule", alert.key().rule())
        .bind("object", alert.key().object())
        .bind("state", alert.state().word())
        .bind("unmeasured", alert.unmeasured())
        .bind("value", alert.value())
        .bind("limit", alert.limit())
        .bind("consequence", alert.consequence())
        .bind("began", at(alert.beganAt()))
        .bind("fired", at(alert.firedAt()))
        .bind("well", at(alert.wellSince()))
        .bind("resolved", at(alert.resolvedAt()))
        .bind("told", alert.told())
        .bind("tell", at(alert.tellAt()))
        .execute();
  }

  void forget(Handle handle, Alert alert) {
    handle.createUpdate("DELETE FROM watch.alert WHERE id = :id").bind("id", alert.id()).execute();
  }

  /**
   * What was told of an alert, or was not.
   *
   * @param what firing, still, resolved, or suppressed
   */
  public record Telling(Instant at, String what, String why) {}

  void note(Handle handle, Alert alert, Telling telling) {
    handle
        .createUpdate(
            "INSERT INTO watch.telling (id, alert, at, what, why)"
                + " VALUES (:id, :alert, :at, :what, :why)")
        .bind("id", Ids.next(telling.at()))
        .bind("alert", alert.id())
        .bind("at", at(telling.at()))
        .bind("what", telling.what())
        .bind("why", telling.why())
        .execute();
  }

  public List<Telling> tellings(Alert alert) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT at, what, why FROM watch.telling WHERE alert = :id ORDER BY at, id")
                .bind("id", alert.id())
                .map(
                    (row, context) ->
                        new Telling(
                            instant(row, "at").orElseThrow(),
                            row.getString("what"),
                            row.getString("why")))
                .list());
  }

  /** What is pending or fires, the longest first. */
  public List<Alert> open(String app, String environment) {
    return store.read(
        handle ->
            open(handle, app, environment).stream()
                .filter(alert -> alert.state() != Alert.State.RESOLVED)
                .toList());
  }

  /** What is pending or fires anywhere, the longest first. */
  public List<Alert> openEverywhere() {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM watch.alert WHERE state <> 'resolved' ORDER BY began_at, id")
                .map((row, context) -> read(row))
                .list());
  }

  /** What fired, the newest first. */
  public List<Alert> history(String app, String environment, int most) {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + COLUMNS
                        + """
                        FROM watch.alert WHERE app = :app AND environment = :environment
                          AND fired_at IS NOT NULL ORDER BY began_at DESC, id LIMIT :most\
                        """)
                .bind("app", app)
                .bind("environment", environment)
                .bind("most", most)
                .map((row, context) -> read(row))
                .list());
  }

  /** Environments with something open. */
  List<Alert.Key> places() {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT app, environment FROM watch.alert WHERE state <> 'resolved'")
                .map((row, context) -> new Alert.Key(row.getString(1), row.getString(2), "", ""))
                .list());
  }

  void prune(Instant now) {
    store
        .jdbi()
        .useHandle(
            handle -> {
              var before = at(now.minus(KEPT));
              handle
                  .createUpdate("DELETE FROM watch.alert WHERE resolved_at < :before")
                  .bind("before", before)
                  .execute();
              handle
                  .createUpdate("DELETE FROM watch.silence WHERE until < :before")
                  .bind("before", before)
                  .execute();
            });
  }

  private static Alert read(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("id"),
        new Alert.Key(
            row.getString("app"),
            row.getString("environment"),
            row.getString("rule"),
            row.getString("object")),
        Alert.State.of(row.getString("state")),
        row.getBoolean("unmeasured"),
        row.getString("value"),
        row.getString("limit_text"),
        row.getString("consequence"),
        instant(row, "began_at").orElseThrow(),
        instant(row, "fired_at"),
        instant(row, "well_since"),
        instant(row, "resolved_at"),
        row.getInt("told"),
        instant(row, "tell_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static @Nullable OffsetDateTime at(Optional<Instant> instant) {
    return instant.map(AlertBook::at).orElse(null);
  }
}
