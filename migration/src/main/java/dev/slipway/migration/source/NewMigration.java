package dev.slipway.migration.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An empty migration, named as the folder's other ones are. */
public final class NewMigration {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private NewMigration() {}

  public static Path make(Path directory, String purpose, Instant now) throws IOException {
    var name = purpose.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    var folder = Files.isDirectory(directory) ? Folder.read(directory) : Folder.empty(directory);
    var layout = LayoutDetector.of(folder);
    var number = folder.files().isEmpty() ? "001" : next(directory);
    var time = TIME.format(now);
    var file =
        switch (layout) {
          case NUMBERED -> number + "_" + name + ".sql";
          case FLYWAY -> "V" + number + "__" + name + ".sql";
          case PRISMA -> time + "_" + name + "/migration.sql";
          case DIESEL -> time + "_" + name + "/up.sql";
          case GOOSE -> time + "_" + name + ".sql";
          case DBMATE -> time + "_" + name + ".sql";
          case GOLANG_MIGRATE -> number + "_" + name + ".up.sql";
        };
    var text =
        switch (layout) {
          case GOOSE -> "-- +goose Up\n\n-- +goose Down\n";
          case DBMATE -> "-- migrate:up\n\n-- migrate:down\n";
          default -> "-- " + purpose.strip() + "\n";
        };
    var path = directory.resolve(file);
    var parent = path.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
  }

  /** One more than the last, as wide as it is written. */
  private static String next(Path directory) {
    var last =
        SqlFiles.in(directory).read().migrations().stream()
            .filter(migration -> !migration.isRepeatable())
            .map(migration -> migration.version().text())
            .reduce("000", (a, b) -> b)
            .replaceFirst("[._-].*$", "");
    if (!last.matches("\\d{1,17}")) {
      return "001";
    }
    return String.format(Locale.ROOT, "%0" + last.length() + "d", Long.parseLong(last) + 1);
  }
}
