package dev.slipway.migration.source;

import java.util.List;

/** Reads one layout; what is wrong with the names is added to the mistakes. */
interface LayoutReader {
  List<Migration> read(Folder folder);

  static LayoutReader of(Layout layout, List<String> mistakes) {
    return switch (layout) {
      case PRISMA, DIESEL -> new FolderPerMigration(layout);
      case FLYWAY -> new FlywayFiles(mistakes);
      case NUMBERED, GOOSE, DBMATE, GOLANG_MIGRATE -> new FilePerMigration(layout, mistakes);
    };
  }
}
