package dev.slipway.migration.source;

import dev.slipway.migration.source.Migration.Parts;
import dev.slipway.migration.source.Migration.Repeat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbered files: ours, goose's, dbmate's and golang-migrate's. */
final class FilePerMigration implements LayoutReader {
  private static final Pattern NAME = Pattern.compile("(\\d+)(?:[_.-]+(.*))?");

  private final Layout layout;
  private final List<String> mistakes;

  FilePerMigration(Layout layout, List<String> mistakes) {
    this.layout = layout;
    this.mistakes = mistakes;
  }

  @Override
  public List<Migration> read(Folder folder) {
    var migrations = new ArrayList<Migration>();
    for (var path : folder.files().keySet()) {
      if (path.contains("/") || !path.endsWith(".sql") || path.endsWith(".down.sql")) {
        continue;
      }
      var base = path.replaceFirst("(\\.up)?\\.sql$", "");
      var name = NAME.matcher(base);
      if (!name.matches()) {
        mistakes.add(path + " has no number to order it by, such as 001_" + path);
        continue;
      }
      var content = Optional.ofNullable(folder.files().get(path)).orElse("");
      migrations.add(
          new Migration(
              new Version(name.group(1)), base, Path.of(path), content, parts(folder, base, path)));
    }
    return migrations;
  }

  private Parts parts(Folder folder, String base, String path) {
    var content = Optional.ofNullable(folder.files().get(path)).orElse("");
    return switch (layout) {
      case GOOSE -> goose(path, content);
      case DBMATE -> Sections.dbmate(content);
      default ->
          new Parts(
              content,
              Optional.ofNullable(folder.files().get(base + ".down.sql")),
              true,
              Repeat.ONCE);
    };
  }

  private Parts goose(String path, String content) {
    if (Pattern.compile("(?m)^\\s*--\\s*\\+goose\\s+ENVSUB\\s+ON").matcher(content).find()) {
      mistakes.add(path + " has goose put environment variables into its SQL; run goose itself");
    }
    return Sections.goose(content);
  }
}
