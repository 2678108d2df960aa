package dev.slipway.api.database;

import dev.slipway.delivery.database.MigrationDesk;
import dev.slipway.delivery.database.MigrationState;
import dev.slipway.protocol.database.MigrationList;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Renders how a database's migrations stand. */
final class MigrationView {
  private MigrationView() {}

  static MigrationList of(MigrationDesk.Named named, MigrationState state) {
    return switch (state) {
      case MigrationState.Read read ->
          list(
              named,
              read,
              read.folder(),
              read.table(),
              read.isInSync() ? "in-sync" : read.isDisordered() ? "disordered" : "pending",
              read.lines().stream().map(MigrationView::line).toList());
      case MigrationState.NotRead unknown -> list(named, unknown, null, null, "unknown", List.of());
    };
  }

  private static MigrationList list(
      MigrationDesk.Named named,
      MigrationState state,
      @Nullable String folder,
      @Nullable String table,
      String word,
      List<MigrationList.MigrationLine> lines) {
    return new MigrationList(
        named.app(),
        named.environment(),
        named.database(),
        folder,
        table,
        word,
        state.sentence(),
        lines,
        state.advice().stream()
            .map(advice -> new MigrationList.Advice(advice.what(), advice.command()))
            .toList());
  }

  private static MigrationList.MigrationLine line(MigrationState.Line line) {
    return new MigrationList.MigrationLine(
        line.id(),
        line.file().orElse(null),
        line.standing().name().toLowerCase(Locale.ROOT),
        line.at().orElse(null),
        line.took().map(Duration::toMillis).orElse(null),
        line.by().map(number -> "v" + number).orElse(null));
  }
}
