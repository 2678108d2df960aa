package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import dev.slipway.manifest.ResolvedText;
import dev.slipway.manifest.tree.SourceText;
import dev.slipway.manifest.tree.TreeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "config",
    description = "Shows what slipway.yaml says, or with --resolved all that it means.",
    footer = {"", "Example:", "  slipway config show production --resolved"})
final class ConfigVerb extends Verb {
  @Parameters(index = "0", paramLabel = "show", description = "the only thing to do with it")
  private String action = "show";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "the environment; the first when it isn't named")
  private String environment = "";

  @Option(names = "--resolved", description = "with the environment's changes and every default")
  private boolean resolved;

  @Option(names = "--file", defaultValue = ".", description = "the file or its folder")
  private Path path = Path.of(".");

  ConfigVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    if (!action.equals("show")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-9001",
              "slipway config: \"" + action + "\" isn't a verb or a value it takes",
              "did you mean slipway config show?")
          .exception();
    }
    var file = Files.isDirectory(path) ? path.resolve(ManifestReader.FILE_NAME) : path;
    var name = String.valueOf(file.getFileName());
    String text;
    try {
      text = SourceText.read(file);
    } catch (TreeException e) {
      return refused(new Reading.Bad(name, List.of(e.mistake())));
    }
    // What a file means can be shown without the folders that it names.
    if (ManifestReader.parse(name, text) instanceof Reading.Bad bad) {
      return refused(bad);
    }
    terminal().out().print(resolved ? ResolvedText.of(text, named(text)) : text);
    terminal().out().flush();
    return DONE;
  }

  private int refused(Reading.Bad bad) {
    terminal().complain(bad.text());
    return Problem.Kind.BAD_INPUT.exitCode();
  }

  private String named(String text) {
    return environment.isEmpty()
        ? ManifestReader.parse(ManifestReader.FILE_NAME, text)
            .orThrow()
            .environments()
            .keySet()
            .iterator()
            .next()
        : environment;
  }
}
