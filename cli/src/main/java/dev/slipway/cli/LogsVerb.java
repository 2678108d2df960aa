package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.LogLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows what the instances of an environment write.",
    footer = {"", "Example:", "  slipway logs ledger production -f --release v53"})
final class LogsVerb extends Verb {
  private static final String DATA = "data: ";

  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "which")
  private String environment = "";

  @Option(
      names = {"-f", "--follow"},
      description = "goes on until it is interrupted")
  private boolean follow;

  @Option(names = "-n", paramLabel = "LINES", description = "of each instance (default: 100)")
  private int lines = 100;

  @Option(names = "--service", paramLabel = "NAME", description = "of this service alone")
  private @Nullable String service;

  @Option(names = "--release", paramLabel = "vN", description = "of this release, kept or serving")
  private @Nullable String release;

  @Option(names = "--json", description = "print a JSON object for each line")
  private boolean json;

  LogsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect();
        var reader =
            new BufferedReader(new InputStreamReader(api.stream(path()), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(DATA)) {
          print(line.substring(DATA.length()));
        }
      }
      return DONE;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-9033",
              "the control plane stopped telling what is written: " + e.getMessage(),
              "ask again: the instances write on without it")
          .exception(e);
    }
  }

  private String path() {
    return "/v1/apps/"
        + app
        + "/environments/"
        + environment
        + "/logs?lines="
        + lines
        + "&follow="
        + follow
        + (service == null ? "" : "&service=" + AppOptions.encoded(service))
        + (release == null ? "" : "&release=" + AppOptions.encoded(release));
  }

  private void print(String text) {
    if (json) {
      terminal().line(text);
      return;
    }
    var line = Json.read(text, LogLine.class);
    var prefix = app + "-" + environment + "-";
    var name =
        line.instance().startsWith(prefix)
            ? line.instance().substring(prefix.length())
            : line.instance();
    terminal().line(terminal().faint(name) + "  " + line.text());
  }
}
