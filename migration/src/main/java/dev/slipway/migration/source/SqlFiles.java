package dev.slipway.migration.source;

import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of SQL files.
 *
 * @param layout found out from the files when empty
 */
public record SqlFiles(Path directory, Optional<Layout> layout) implements MigrationSource {

  public static SqlFiles in(Path directory) {
    return new SqlFiles(directory, Optional.empty());
  }

  /** Reads and orders the migrations; every mistake of the folder is told at once. */
  public MigrationSet read() {
    if (!Files.isDirectory(directory)) {
      throw Problem.of(
              Problem.Kind.NOT_FOUND,
              "SLIP-6003",
              directory + ": there is no such folder of migrations",
              "name it with --dir, or make its first migration with: slipway migrate new NAME")
          .exception();
    }
    try {
      var entries = Folder.read(directory);
      var known = layout.orElseGet(() -> LayoutDetector.of(entries));
      var mistakes = new ArrayList<String>();
      var migrations = new ArrayList<>(LayoutReader.of(known, mistakes).read(entries));
      migrations.sort(order(known));
      mistakes.addAll(duplicates(migrations));
      if (!mistakes.isEmpty()) {
        throw mistaken(mistakes);
      }
      return new MigrationSet(known, directory, migrations);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-6004",
              directory + ": can't be read as UTF-8 text: " + e,
              "check the folder's permissions and the files' encoding")
          .exception(e);
    }
  }

  private static java.util.Comparator<Migration> order(Layout layout) {
    var repeatableLast = java.util.Comparator.comparing(Migration::isRepeatable);
    return switch (layout) {
      // These tools sort by name, whatever the numbers in it say.
      case PRISMA, DIESEL -> repeatableLast.thenComparing(one -> one.file().toString());
      case DBMATE -> repeatableLast.thenComparing(one -> one.version().text());
      default -> repeatableLast.thenComparing(Migration::version);
    };
  }

  private static List<String> duplicates(List<Migration> migrations) {
    var found = new ArrayList<String>();
    for (var i = 1; i < migrations.size(); i++) {
      var before = migrations.get(i - 1);
      var here = migrations.get(i);
      if (before.isRepeatable() == here.isRepeatable()
          && before.version().isSameAs(here.version())) {
        found.add(
            here.file() + " has the version of " + before.file() + ": " + here.version().text());
      }
    }
    return found;
  }

  private ProblemException mistaken(List<String> mistakes) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-6005",
            directory
                + ": "
                + mistakes.size()
                + (mistakes.size() == 1 ? " mistake: " : " mistakes: ")
                + String.join("; ", mistakes),
            "rename or remove the files; nothing was applied")
        .exception();
  }
}
