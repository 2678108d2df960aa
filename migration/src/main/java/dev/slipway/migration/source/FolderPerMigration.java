package dev.slipway.migration.source;

import dev.slipway.migration.source.Migration.Parts;
import dev.slipway.migration.source.Migration.Repeat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prisma and Diesel: a folder for each migration, named by its time and its purpose. */
final class FolderPerMigration implements LayoutReader {
  private final Layout layout;
  private final String upFile;

  FolderPerMigration(Layout layout) {
    this.layout = layout;
    this.upFile = layout == Layout.PRISMA ? "/migration.sql" : "/up.sql";
  }

  @Override
  public List<Migration> read(Folder folder) {
    var migrations = new ArrayList<Migration>();
    folder
        .files()
        .forEach(
            (path, content) -> {
              if (path.endsWith(upFile)) {
                var name = path.substring(0, path.length() - upFile.length());
                migrations.add(
                    new Migration(
                        version(name), name, Path.of(path), content, parts(folder, name)));
              }
            });
    return migrations;
  }

  private Version version(String name) {
    if (layout == Layout.PRISMA) {
      return new Version(name);
    }
    var underscore = name.indexOf('_');
    return new Version((underscore < 0 ? name : name.substring(0, underscore)).replace("-", ""));
  }

  private Parts parts(Folder folder, String name) {
    var files = folder.files();
    var down = Optional.ofNullable(files.get(name + "/down.sql"));
    var metadata = Optional.ofNullable(files.get(name + "/metadata.toml")).orElse("");
    return new Parts(
        Optional.ofNullable(files.get(name + upFile)).orElse(""),
        down.filter(text -> !text.isBlank()),
        !metadata.matches("(?s).*\\brun_in_transaction\\s*=\\s*false\\b.*"),
        Repeat.ONCE);
  }
}
