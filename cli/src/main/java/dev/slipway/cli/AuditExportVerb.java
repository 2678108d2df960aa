package dev.slipway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Writes every entry as a line of JSON, with all that is needed to verify it.",
    footer = {"", "Example:", "  slipway audit export --to audit.jsonl"})
final class AuditExportVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--to", paramLabel = "FILE", description = "a file (default: the terminal)")
  private @Nullable Path file;

  AuditExportVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect();
        var export = api.stream("/v1/audit/export")) {
      if (file == null) {
        terminal()
            .out()
            .print(new String(export.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        terminal().out().flush();
      } else {
        Files.copy(export, file, StandardCopyOption.REPLACE_EXISTING);
        terminal().line(file + " written");
      }
      return DONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
