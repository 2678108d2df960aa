package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.ManifestSchema;
import dev.slipway.manifest.imports.ForeignFile;
import dev.slipway.manifest.init.Initialization;
import dev.slipway.manifest.tree.SourceText;
import dev.slipway.manifest.tree.TreeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description =
        "Makes slipway.yaml from what is in the folder: frameworks, compose files, render.yaml,"
            + " Procfile and others. What can't be carried over is listed in it.",
    footer = {
      "",
      "Examples:",
      "  slipway init",
      "  slipway init --from docker-compose.yml --from docker-compose.prod.yml"
    })
final class InitVerb extends Verb {
  @Parameters(arity = "0..1", defaultValue = ".", description = "the folder")
  private Path folder = Path.of(".");

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "only from this file; several compose files are laid over each other")
  private List<Path> from = List.of();

  @Option(names = "--print", description = "print it and write nothing")
  private boolean print;

  InitVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var file = folder.resolve(ManifestReader.FILE_NAME);
    if (!print && Files.exists(file)) {
      throw Problem.of(
              Problem.Kind.CONFLICT,
              "SLIP-1032",
              file + " is there already",
              "slipway init --print shows what would be written; remove the file to make it anew")
          .exception();
    }
    var made = from.isEmpty() ? Initialization.ofFolder(folder) : Initialization.ofFiles(foreign());
    if (!from.isEmpty() && !made.unread().isEmpty()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-1033",
              String.join("\n", made.unread()),
              "correct it, or leave the file out; nothing was written")
          .exception();
    }
    if (print) {
      terminal().out().print(made.text());
      terminal().out().flush();
      return DONE;
    }
    // The schema first: the file's first line leads to it.
    var schema = folder.resolve(ManifestSchema.BESIDE);
    Files.createDirectories(schema.getParent());
    Files.writeString(schema, ManifestSchema.json());
    Files.writeString(file, ManifestSchema.REFERENCE + made.text(), StandardOpenOption.CREATE_NEW);
    made.found().forEach(line -> terminal().line("  found   " + line));
    var left = made.ledger().notCarried().size();
    terminal()
        .line(
            file
                + " written: "
                + made.ledger().carriedCount()
                + " values carried over, "
                + left
                + " not, each with its reason at the end of the file.");
    terminal().line("  Next    slipway check, then slipway up");
    return DONE;
  }

  private List<ForeignFile> foreign() throws IOException {
    var files = new ArrayList<ForeignFile>();
    var here = folder.toAbsolutePath().normalize();
    for (var file : from) {
      if (!Files.isRegularFile(file)) {
        throw Problem.of(
                Problem.Kind.NOT_FOUND,
                "SLIP-1034",
                file + (Files.isDirectory(file) ? " is a folder" : " is not there"),
                "name a file, as in slipway init --from docker-compose.yml")
            .exception();
      }
      var whole = file.toAbsolutePath().normalize();
      // What the file names lies beside it: only inside the folder can slipway.yaml name that too.
      var path = whole.startsWith(here) ? here.relativize(whole) : whole.getFileName();
      files.add(new ForeignFile(path.toString().replace('\\', '/'), text(file)));
    }
    return files;
  }

  private static String text(Path file) {
    try {
      return SourceText.read(file);
    } catch (TreeException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-1033",
              file + ": " + e.mistake().problem().fact(),
              e.mistake().problem().hint())
          .exception();
    }
  }
}
