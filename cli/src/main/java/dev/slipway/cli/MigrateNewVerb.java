package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.migration.source.NewMigration;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "new",
    description = "Makes an empty migration with the next number, as the folder's layout asks.",
    footer = {"", "Example:", "  slipway migrate new add_invoice_status"})
final class MigrateNewVerb extends Verb {
  @Mixin private MigrateOptions options = new MigrateOptions();

  @Parameters(paramLabel = "NAME", description = "what it does: add_invoice_status")
  private String name = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  MigrateNewVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try {
      var made = NewMigration.make(options.directory(), name, InstantSource.system().instant());
      if (json) {
        return printJson(Map.of("file", made.toString()));
      }
      terminal().line("Made " + made);
      return DONE;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.FAILED,
              "SLIP-6055",
              options.directory() + ": no file can be made: " + e,
              "check the folder's permissions")
          .exception(e);
    }
  }
}
