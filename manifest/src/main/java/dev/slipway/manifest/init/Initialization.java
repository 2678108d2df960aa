package dev.slipway.manifest.init;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.drafts.Ledger;
import dev.slipway.manifest.imports.ForeignFile;
import dev.slipway.manifest.imports.Importer;
import dev.slipway.manifest.imports.Importers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A slipway.yaml made from a folder, or from files of other platforms. */
public final class Initialization {
  /**
   * What came of it.
   *
   * @param text the file, which passes check
   * @param found what was found and read, a line each
   * @param unread what couldn't be read, a line each with its reason
   * @param ledger what became of each value of the files that were read
   */
  public record Result(String text, List<String> found, List<String> unread, Ledger ledger) {}

  private Initialization() {}

  /** From everything in a folder. */
  public static Result ofFolder(Path folder) throws IOException {
    var sources = new SourceFolder(folder.toAbsolutePath().normalize());
    return new FolderReading(sources).make();
  }

  /** From one file; the folders that it names are not looked for. */
  public static Result ofFile(String name, String text) {
    return ofFiles(List.of(new ForeignFile(name, text)));
  }

  /**
   * From several files, in their order. Compose files are laid over the first of them, as docker
   * compose does; of others, who speaks first is heard.
   */
  public static Result ofFiles(List<ForeignFile> files) {
    files.forEach(file -> importerOf(file.name()));
    var making = new Making();
    for (var file : files) {
      var importer = importerOf(file.name());
      var same = files.stream().filter(importer::readsNameOf).toList();
      if (!importer.isLaidOver()) {
        making.read(importer, file, List.of(), file.folder(), service(file));
      } else if (same.getFirst().equals(file)) {
        making.read(importer, file, same.subList(1, same.size()), ".", "web");
      }
    }
    making.draft().put("app", "app");
    return making.finished(Optional.empty());
  }

  private static String service(ForeignFile file) {
    return file.folder().equals(".")
        ? "web"
        : dev.slipway.manifest.imports.Import.nameOf(file.folder());
  }

  private static Importer importerOf(String name) {
    return Importers.forFile(name)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.BAD_INPUT,
                        "SLIP-1030",
                        name + " is none of the files that are read",
                        "these are: "
                            + String.join(
                                ", ", Importers.ALL.stream().map(Importer::kind).toList()))
                    .exception());
  }
}
