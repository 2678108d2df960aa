package dev.slipway.catalog;

import dev.slipway.kit.Problem;
import dev.slipway.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The builds that are kept. */
public final class Builds {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Build.Part>> PARTS = new TypeReference<>() {};
  private static final String COLUMNS =
      "SELECT id, app, source, commit_id, manifest, parts, migrations, built_at FROM catalog.build ";

  private final Store store;

  public Builds(Store store) {
    this.store = store;
  }

  /** Keeps a build; when the same sources were built meanwhile, the earlier one is the build. */
  public Build keep(Build build) {
    return store.transact(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO catalog.build
                    (id, app, source, commit_id, manifest, parts, migrations, built_at)
                  VALUES
                    (:id, :app, :source, :commit, :manifest, cast(:parts AS jsonb), :migrations, :at)
                  ON CONFLICT (app, source) DO NOTHING""")
              .bind("id", build.id())
              .bind("app", build.app())
              .bind("source", build.source())
              .bind("commit", build.commit().orElse(null))
              .bind("manifest", build.manifest())
              .bind("parts", JSON.writeValueAsString(build.parts()))
              .bind("migrations", build.migrations())
              .bind("at", OffsetDateTime.ofInstant(build.builtAt(), ZoneOffset.UTC))
              .execute();
          return handle
              .createQuery(COLUMNS + "WHERE app = :app AND source = :source")
              .bind("app", build.app())
              .bind("source", build.source())
              .map((row, context) -> read(row))
              .one();
        });
  }

  public Optional<Build> ofSources(String app, String source) {
    return store.read(
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE app = :app AND source = :source")
                .bind("app", app)
                .bind("source", source)
                .map((row, context) -> read(row))
                .findOne());
  }

  public Build get(String id) {
    return store
        .read(
            handle ->
                handle
                    .createQuery(COLUMNS + "WHERE id = :id")
                    .bind("id", id)
                    .map((row, context) -> read(row))
                    .findOne())
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7601",
                        "build " + id + " is not kept here",
                        "")
                    .exception());
  }

  public List<Build> of(String app) {
    return store.read(
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE app = :app ORDER BY built_at DESC")
                .bind("app", app)
                .map((row, context) -> read(row))
                .list());
  }

  private static Build read(ResultSet row) throws SQLException {
    return new Build(
        row.getString("id"),
        row.getString("app"),
        row.getString("source"),
        Optional.ofNullable(row.getString("commit_id")),
        row.getString("manifest"),
        JSON.readValue(row.getString("parts"), PARTS),
        row.getString("migrations"),
        row.getObject("built_at", OffsetDateTime.class).toInstant());
  }
}
