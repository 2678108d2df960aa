package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.Reading;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = "Reads slipway.yaml and tells all its mistakes at once. Changes nothing.",
    footer = {"", "Example:", "  slipway check backend/slipway.yaml"})
final class CheckVerb extends Verb {
  @Parameters(arity = "0..1", defaultValue = ".", description = "the file or its folder")
  private Path path = Path.of(".");

  CheckVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    return switch (ManifestReader.read(path)) {
      case Reading.Good good -> {
        terminal().line(good.file() + ": " + words(good.manifest()) + ", no mistakes.");
        yield DONE;
      }
      case Reading.Bad bad -> {
        terminal().complain(bad.text());
        yield Problem.Kind.BAD_INPUT.exitCode();
      }
    };
  }

  private static String words(Manifest manifest) {
    var app = manifest.app();
    return count(app.services().size(), "service")
        + ", "
        + count(app.databases().size(), "database")
        + ", environments "
        + String.join(", ", manifest.environments().keySet());
  }

  private static String count(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
