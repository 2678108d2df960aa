package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.ManifestSchema;
import dev.slipway.manifest.init.Initialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description =
        "Makes slipway.yaml from what is in the folder: frameworks, compose files, render.yaml,"
            + " Procfile and others. What can't be carried over is listed in it.",
    footer = {"", "Example:", "  slipway init --from docker-compose.prod.yml"})
final class InitVerb extends Verb {
  @Parameters(arity = "0..1", defaultValue = ".", description = "the folder")
  private Path folder = Path.of(".");

  @Option(names = "--from", description = "only from this file")
  private @Nullable Path from;

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
    var only = from;
    var made =
        only == null
            ? Initialization.ofFolder(folder)
            : Initialization.ofFile(String.valueOf(only.getFileName()), Files.readString(only));
    if (print) {
      terminal().out().print(made.text());
      terminal().out().flush();
      return DONE;
    }
    Files.writeString(file, made.text(), StandardOpenOption.CREATE_NEW);
    var schema = folder.resolve(Initialization.SCHEMA);
    Files.createDirectories(schema.getParent());
    Files.writeString(schema, ManifestSchema.json());
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
}
