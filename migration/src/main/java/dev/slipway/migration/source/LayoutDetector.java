package dev.slipway.migration.source;

import java.util.regex.Pattern;

/** Finds out which tool's folder this is, from the names first and the marks second. */
final class LayoutDetector {
  private static final Pattern FLYWAY = Pattern.compile("(?:[VUB]\\d[\\d._]*|R)__.+\\.sql");
  private static final Pattern GOOSE = Pattern.compile("(?m)^\\s*--\\s*\\+goose\\s+Up");
  private static final Pattern DBMATE = Pattern.compile("(?m)^\\s*--\\s*migrate:up");

  private LayoutDetector() {}

  static Layout of(Folder folder) {
    var names = folder.files().keySet();
    if (names.contains("migration_lock.toml")
        || names.stream().anyMatch(name -> name.endsWith("/migration.sql"))) {
      return Layout.PRISMA;
    }
    if (names.stream().anyMatch(name -> name.endsWith("/up.sql"))) {
      return Layout.DIESEL;
    }
    if (names.stream().anyMatch(name -> FLYWAY.matcher(lastPart(name)).matches())) {
      return Layout.FLYWAY;
    }
    if (names.stream().anyMatch(name -> name.endsWith(".up.sql"))) {
      return Layout.GOLANG_MIGRATE;
    }
    if (folder.files().values().stream().anyMatch(text -> GOOSE.matcher(text).find())) {
      return Layout.GOOSE;
    }
    return folder.files().values().stream().anyMatch(text -> DBMATE.matcher(text).find())
        ? Layout.DBMATE
        : Layout.NUMBERED;
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
