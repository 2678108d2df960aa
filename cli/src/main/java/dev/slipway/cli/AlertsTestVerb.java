package dev.slipway.cli;

import dev.slipway.protocol.alert.ChannelTested;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = "Sends a message through a channel of notices, and says whether it got there.",
    footer = {
      "",
      "Example:",
      "  slipway alerts test ledger production OPS_WEBHOOK",
      "  slipway alerts test ledger production ops@shop.example"
    })
final class AlertsTestVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(index = "0", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(index = "1", paramLabel = "ENVIRONMENT", description = "which")
  private String environment = "";

  @Parameters(
      index = "2",
      paramLabel = "CHANNEL",
      description = "as notices in slipway.yaml name it: a variable or a mail address")
  private String channel = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  AlertsTestVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path =
          "/v1/apps/"
              + AppOptions.encoded(app)
              + "/environments/"
              + AppOptions.encoded(environment)
              + "/alerts/channels/"
              + AppOptions.encoded(channel)
              + "/test";
      var tested = api.post(path, null, ChannelTested.class);
      if (json) {
        return printJson(tested);
      }
      terminal().line(terminal().good("✔") + " a message went through " + tested.channel());
      return DONE;
    }
  }
}
