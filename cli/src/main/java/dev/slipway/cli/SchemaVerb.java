package dev.slipway.cli;

import dev.slipway.manifest.ManifestSchema;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    description = "Prints the JSON Schema of slipway.yaml, by which editors complete and check it.",
    footer = {"", "Example:", "  slipway schema > slipway.schema.json"})
final class SchemaVerb extends Verb {
  SchemaVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    terminal().out().print(ManifestSchema.json());
    terminal().out().flush();
    return DONE;
  }
}
