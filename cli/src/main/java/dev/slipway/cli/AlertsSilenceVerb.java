package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.alert.AlertList;
import dev.slipway.protocol.alert.SilenceRequested;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "silence",
    description = "Nothing is told for a while; what happens is recorded all the same.",
    footer = {
      "",
      "Example:",
      "  slipway alerts silence ledger production --for 2h --why \"the network is rebuilt\"",
      "  slipway alerts silence ledger production --for 8h --rule job",
      "  slipway alerts silence ledger production --end"
    })
final class AlertsSilenceVerb extends Verb {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--for", paramLabel = "DURATION", description = "such as 2h, at most 30d")
  private @Nullable String length;

  @Option(names = "--rule", paramLabel = "NAME", description = "of this rule alone")
  private @Nullable String rule;

  @Option(names = "--end", description = "silences end now")
  private boolean end;

  @Option(names = "--why", paramLabel = "TEXT", description = "kept with it")
  private String why = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AlertsSilenceVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    if (end == (length != null)) {
      throw new ParameterException(spec.commandLine(), "say either --for DURATION or --end");
    }
    var seconds = end ? 0 : seconds();
    try (var api = server.connect()) {
      var path = place.path(place.environment(api), "/alerts/silences");
      var list =
          end
              ? api.delete(path, AlertList.class)
              : api.post(path, new SilenceRequested(rule, seconds, why), AlertList.class);
      if (json) {
        return printJson(list);
      }
      new AlertLines(terminal()).print(list);
      return DONE;
    }
  }

  private long seconds() {
    var text = length == null ? "" : length;
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--for: \"" + text + "\" is not a duration, write 2h"))
        .toSeconds();
  }
}
