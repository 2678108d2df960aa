package dev.slipway.catalog;

import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Who keeps an environment closed to its users. It is open when nobody does. */
public final class Closures {
  private final Store store;

  public Closures(Store store) {
    this.store = store;
  }

  /** How far it is closed. */
  public enum Mode {
    FULL,
    READ_ONLY;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Mode of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * One reason for it to be closed.
   *
   * @param holder {@link #PERSON}, or the deployment that needs it such as {@code v53}
   * @param databases whether its databases take no writes either
   * @param message for those who find it closed; may be empty
   * @param bypass secret that signs the links of those who may pass
   */
  public record Closure(
      String holder,
      Mode mode,
      boolean databases,
      String message,
      String bypass,
      String by,
      Instant at) {}

  /** An environment of an application. */
  public record Place(String app, String environment) {}

  /** The holder that people close and open as. */
  public static final String PERSON = "person";

  /** Closes it; a holder that keeps it closed already changes how. */
  public void close(Handle handle, String app, String environment, Closure closure) {
    handle
        .createUpdate(
            """
            INSERT INTO catalog.closure
              (app, environment, holder, mode, databases, message, bypass, closed_by, closed_at)
            VALUES
              (:app, :environment, :holder, :mode, :databases, :message, :bypass, :by, :at)
            ON CONFLICT (app, environment, holder)
            DO UPDATE SET mode = excluded.mode, databases = excluded.databases,
                          message = excluded.message,
                          closed_by = excluded.closed_by, closed_at = excluded.closed_at""")
        .bind("app", app)
        .bind("environment", environment)
        .bind("holder", closure.holder())
        .bind("mode", closure.mode().word())
        .bind("databases", closure.databases())
        .bind("message", closure.message())
        .bind("bypass", closure.bypass())
        .bind("by", closure.by())
        .bind("at", OffsetDateTime.ofInstant(closure.at(), ZoneOffset.UTC))
        .execute();
  }

  /** This holder needs it closed no longer. */
  public void open(Handle handle, String app, String environment, String holder) {
    handle
        .createUpdate(
            """
            DELETE FROM catalog.closure
            WHERE app = :app AND environment = :environment AND holder = :holder""")
        .bind("app", app)
        .bind("environment", environment)
        .bind("holder", holder)
        .execute();
  }

  public List<Closure> of(String app, String environment) {
    return store.read(handle -> of(handle, app, environment));
  }

  /** The oldest first. */
  public List<Closure> of(Handle handle, String app, String environment) {
    return handle
        .createQuery(
            """
            SELECT holder, mode, databases, message, bypass, closed_by, closed_at FROM catalog.closure
            WHERE app = :app AND environment = :environment ORDER BY closed_at, holder""")
        .bind("app", app)
        .bind("environment", environment)
        .map((row, context) -> read(row))
        .list();
  }

  /** Where databases are to take no writes. */
  public List<Place> withDatabases() {
    return store.read(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT app, environment FROM catalog.closure WHERE databases")
                .map((row, context) -> new Place(row.getString(1), row.getString(2)))
                .list());
  }

  private static Closure read(ResultSet row) throws SQLException {
    return new Closure(
        row.getString("holder"),
        Mode.of(row.getString("mode")),
        row.getBoolean("databases"),
        row.getString("message"),
        row.getString("bypass"),
        row.getString("closed_by"),
        row.getObject("closed_at", OffsetDateTime.class).toInstant());
  }
}
