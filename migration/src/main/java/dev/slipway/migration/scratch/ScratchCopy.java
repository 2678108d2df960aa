package dev.slipway.migration.scratch;

import dev.slipway.migration.Database;
import dev.slipway.migration.DatabaseProblem;
import dev.slipway.migration.plan.Basis;
import dev.slipway.migration.source.MigrationSet;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A copy of a database to rehearse on, and what is to be known about its size. */
public final class ScratchCopy implements AutoCloseable {
  private final ScratchServer server;
  private final Basis basis;

  private ScratchCopy(ScratchServer server, Basis basis) {
    this.server = server;
    this.basis = basis;
  }

  /** Where a scratch server is: one that is named, or an own one unpacked into the cache. */
  public record Place(Optional<Database> server, Path cache) {}

  public static ScratchCopy of(
      Database source, MigrationSet set, String scope, RowsWanted wanted, Place place) {
    try {
      var server =
          place.server().isPresent()
              ? ScratchServer.on(place.server().get())
              : ScratchServer.embedded(place.cache());
      try {
        var how = new SchemaCopy(source, server.database(), set, scope).make();
        var scale = new RowCopy(source, server.database(), wanted).make();
        return new ScratchCopy(server, basis(how, scale, wanted));
      } catch (RuntimeException | SQLException e) {
        server.close();
        throw e;
      }
    } catch (SQLException e) {
      throw DatabaseProblem.of(source, "copying to a scratch database", e);
    }
  }

  private static Basis basis(String how, Map<String, Double> scale, RowsWanted wanted) {
    if (wanted.most().isPresent() && wanted.most().get() == 0) {
      return new Basis("a copy without rows (" + how + ")", Map.of(), Set.copyOf(scale.keySet()));
    }
    var text =
        scale.isEmpty()
            ? "a copy with all rows (" + how + ")"
            : "a copy with a sample of "
                + scale.size()
                + " large tables ("
                + how
                + "); their"
                + " times are estimates";
    return new Basis(text, scale, Set.of());
  }

  public Database database() {
    return server.database();
  }

  public Basis basis() {
    return basis;
  }

  @Override
  public void close() throws SQLException {
    server.close();
  }
}
