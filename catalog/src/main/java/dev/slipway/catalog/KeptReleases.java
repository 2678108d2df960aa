package dev.slipway.catalog;

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
import org.jdbi.v3.core.Handle;

/** Releases that serve no more, and whose instances stand for a while. */
public final class KeptReleases {
  private static final String COLUMNS =
      "SELECT app, environment, release, until FROM catalog.kept ";
  private static final String ONE =
      "WHERE app = :app AND environment = :environment AND release = :release";

  private final Store store;
  private final InstantSource clock;

  public KeptReleases(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** One of them. */
  public record Kept(String app, String environment, int release, Instant until) {}

  /** This release stands until then, and no other of its environment any longer than now. */
  public void keepAlone(Handle handle, Deployment deployment, Instant until) {
    handle
        .createUpdate(
            """
            UPDATE catalog.kept SET until = least(until, :now)
            WHERE app = :app AND environment = :environment AND release <> :release""")
        .bind("app", deployment.app())
        .bind("environment", deployment.environment())
        .bind("release", deployment.release())
        .bind("now", time(clock.instant()))
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO catalog.kept (app, environment, release, until)
            VALUES (:app, :environment, :release, :until)
            ON CONFLICT (app, environment, release) DO UPDATE SET until = excluded.until""")
        .bind("app", deployment.app())
        .bind("environment", deployment.environment())
        .bind("release", deployment.release())
        .bind("until", time(until))
        .execute();
  }

  /** It is nobody's to stop any more: it was stopped, or it serves again. */
  public void forget(Handle handle, String app, String environment, int release) {
    handle
        .createUpdate("DELETE FROM catalog.kept " + ONE)
        .bind("app", app)
        .bind("environment", environment)
        .bind("release", release)
        .execute();
  }

  public Optional<Kept> find(String app, String environment, int release) {
    return store.read(
        handle ->
            handle
                .createQuery(COLUMNS + ONE)
                .bind("app", app)
                .bind("environment", environment)
                .bind("release", release)
                .map((row, context) -> read(row))
                .findOne());
  }

  public List<Kept> all() {
    return store.read(
        handle ->
            handle
                .createQuery(COLUMNS + "ORDER BY app, environment, release")
                .map((row, context) -> read(row))
                .list());
  }

  /**
   * Those whose time is over. Each is handed out once and again after the pause, so that several
   * control planes don't do the same, and one that dies at it is no loss.
   */
  public List<Kept> claimDue(Duration pause) {
    var now = clock.instant();
    return store.transact(
        handle ->
            handle
                .createQuery(
                    """
                    UPDATE catalog.kept SET until = :later WHERE until <= :now
                    RETURNING app, environment, release, until""")
                .bind("now", time(now))
                .bind("later", time(now.plus(pause)))
                .map((row, context) -> read(row))
                .list());
  }

  private static OffsetDateTime time(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Kept read(ResultSet row) throws SQLException {
    return new Kept(
        row.getString("app"),
        row.getString("environment"),
        row.getInt("release"),
        row.getObject("until", OffsetDateTime.class).toInstant());
  }
}
