package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.LogLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = {
      "Shows what an environment's instances and databases wrote, also those that are gone.",
      "With --own: what the edge, the control plane or its store wrote."
    },
    footer = {
      "",
      "Examples:",
      "  slipway logs ledger production -f",
      "  slipway logs ledger production --since 10m --level error --release v53",
      "  slipway logs ledger production --grep 'timeout after \\d+' --service web",
      "  slipway logs --own edge --grep ' 50[23] '"
    })
final class LogsVerb extends Verb {
  private static final String DATA = "data: ";

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private LogOptions wanted = new LogOptions();

  @Parameters(index = "0", arity = "0..1", paramLabel = "APP", description = "the application")
  private @Nullable String app;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "which (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  @Option(
      names = "--own",
      paramLabel = "PART",
      description = "what Slipway's own parts wrote: edge, control-plane, store")
  private @Nullable String own;

  @Option(names = "--json", description = "print a JSON object for each entry")
  private boolean json;

  LogsVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect();
        var reader =
            new BufferedReader(
                new InputStreamReader(api.stream(path(api)), StandardCharsets.UTF_8))) {
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
              "ask again: what is written meanwhile is kept")
          .exception(e);
    }
  }

  private String path(ApiClient api) {
    var query = "?" + String.join("&", wanted.query(InstantSource.system()));
    if (own != null) {
      return "/v1/logs/" + AppOptions.encoded(own) + query;
    }
    if (app == null) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-9037",
              "logs of what? No application is named",
              "slipway logs APP ENVIRONMENT, or slipway logs --own edge")
          .exception();
    }
    var place = environment == null ? PlaceOptions.usual(api, app) : environment;
    return "/v1/apps/"
        + AppOptions.encoded(app)
        + "/environments/"
        + AppOptions.encoded(place)
        + "/logs"
        + query;
  }

  private void print(String text) {
    if (json) {
      terminal().line(text);
      return;
    }
    new LogText(terminal(), own != null).lines(Json.read(text, LogLine.class)).forEach(this::line);
  }

  private void line(String text) {
    terminal().line(text);
  }
}
