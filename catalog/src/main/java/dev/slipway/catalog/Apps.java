package dev.slipway.catalog;

import dev.slipway.kit.Problem;
import dev.slipway.kit.Suggestion;
import dev.slipway.store.Store;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The applications. */
public final class Apps {
  private static final String COLUMNS = "SELECT name, folder, registered_at FROM catalog.app ";

  private final Store store;
  private final InstantSource clock;

  public Apps(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Looks after the application from now on; a second time with another folder moves it there. */
  public App register(String name, Path folder) {
    return store.transact(
        handle ->
            handle
                .createQuery(
                    """
                    INSERT INTO catalog.app (name, folder, registered_at)
                    VALUES (:name, :folder, :now)
                    ON CONFLICT (name) DO UPDATE SET folder = excluded.folder
                    RETURNING name, folder, registered_at""")
                .bind("name", name)
                .bind("folder", folder.toString())
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .map((row, context) -> read(row))
                .one());
  }

  public Optional<App> find(String name) {
    return store.read(
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> read(row))
                .findOne());
  }

  /**
   * The application of that name, or the problem that there is none, with the one that was meant.
   */
  public App get(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  public List<App> all() {
    return store.read(
        handle ->
            handle.createQuery(COLUMNS + "ORDER BY name").map((row, context) -> read(row)).list());
  }

  private RuntimeException unknown(String name) {
    var known = all().stream().map(App::name).toList();
    var hint =
        Suggestion.nearest(name, known)
            .map(near -> "did you mean " + near + "?")
            .orElse("slipway up FOLDER registers an application");
    return Problem.of(
            Problem.Kind.NOT_FOUND, "SLIP-7600", name + ": there is no such application", hint)
        .exception();
  }

  private static App read(ResultSet row) throws SQLException {
    return new App(
        row.getString("name"),
        Path.of(row.getString("folder")),
        row.getObject("registered_at", OffsetDateTime.class).toInstant());
  }
}
