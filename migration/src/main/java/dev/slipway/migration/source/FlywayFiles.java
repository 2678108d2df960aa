package dev.slipway.migration.source;

import dev.slipway.migration.source.Migration.Parts;
import dev.slipway.migration.source.Migration.Repeat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Flyway's names: {@code V1.2__add_users.sql}, {@code R__views.sql}, {@code U1.2__….sql}. */
final class FlywayFiles implements LayoutReader {
  private static final Pattern NAME =
      Pattern.compile("([VRUB])(\\d[\\d._]*?)?__(.+)\\.sql", Pattern.CASE_INSENSITIVE);
  private static final Pattern OUTSIDE =
      Pattern.compile("(?mi)^\\s*executeInTransaction\\s*=\\s*false\\b");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\n]{1,60})}");

  private final List<String> mistakes;

  FlywayFiles(List<String> mistakes) {
    this.mistakes = mistakes;
  }

  @Override
  public List<Migration> read(Folder folder) {
    var migrations = new ArrayList<Migration>();
    folder
        .files()
        .forEach(
            (path, content) -> {
              if (path.endsWith(".sql")) {
                read(folder, path, content).ifPresent(migrations::add);
              }
            });
    return migrations;
  }

  private Optional<Migration> read(Folder folder, String path, String content) {
    var name = NAME.matcher(path.substring(path.lastIndexOf('/') + 1));
    if (!name.matches() || (name.group(1).equals("V") && name.group(2) == null)) {
      mistakes.add(path + " is passed over by Flyway: it is no V1__name.sql and no R__name.sql");
      return Optional.empty();
    }
    if (!name.group(1).equals("V") && !name.group(1).equals("R")) {
      return Optional.empty();
    }
    var placeholder = PLACEHOLDER.matcher(content);
    if (placeholder.find()) {
      mistakes.add(
          path + " has Flyway's placeholder " + placeholder.group() + "; run Flyway itself");
    }
    var description = name.group(3).replace('_', ' ');
    var repeatable = name.group(1).equals("R");
    var version =
        repeatable
            ? new Version(description)
            : new Version(String.valueOf(name.group(2)).replace('_', '.'));
    var conf = Optional.ofNullable(folder.files().get(path + ".conf")).orElse("");
    var parts =
        new Parts(
            content,
            undo(folder, path),
            !OUTSIDE.matcher(conf).find(),
            repeatable ? Repeat.WHEN_CHANGED : Repeat.ONCE);
    return Optional.of(new Migration(version, description, Path.of(path), content, parts));
  }

  private static Optional<String> undo(Folder folder, String path) {
    var slash = path.lastIndexOf('/') + 1;
    return path.startsWith("V", slash)
        ? Optional.ofNullable(
            folder.files().get(path.substring(0, slash) + "U" + path.substring(slash + 1)))
        : Optional.empty();
  }
}
