package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.variables.ChangedVariables;
import dev.slipway.protocol.variables.ImportVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = "Sets what a .env file names; what looks like a secret becomes one.",
    footer = {"", "Example:", "  slipway env import staging .env.staging --stage"})
final class EnvImportVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();
  @Mixin private HolderOptions holder = new HolderOptions();
  @Mixin private ChangeOptions change = new ChangeOptions();

  @Parameters(index = "0", paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Parameters(index = "1", paramLabel = "FILE")
  private Path file = Path.of(".env");

  EnvImportVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var text = read();
    try (var api = server.connect()) {
      var changed =
          api.post(
              app.variables(environment) + "/import",
              new ImportVariables(holder.text(), text, change.why(), change.stage()),
              ChangedVariables.class);
      change.print(terminal(), environment, changed);
      return DONE;
    }
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7366",
              file + " can't be read as text: " + e.getMessage(),
              "name a .env file in UTF-8")
          .exception(e);
    }
  }
}
