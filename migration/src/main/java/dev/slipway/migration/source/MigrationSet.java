package dev.slipway.migration.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All migrations of a folder, in the order in which they are applied. */
public record MigrationSet(Layout layout, Path directory, List<Migration> migrations) {
  public MigrationSet {
    migrations = List.copyOf(migrations);
  }

  public Optional<Migration> byId(String id) {
    var version = new Version(id);
    return migrations.stream()
        .filter(one -> one.id().equals(id) || one.name().equals(id) || sameVersion(one, version))
        .findFirst();
  }

  private static boolean sameVersion(Migration migration, Version version) {
    return !migration.isRepeatable() && migration.version().isSameAs(version);
  }
}
