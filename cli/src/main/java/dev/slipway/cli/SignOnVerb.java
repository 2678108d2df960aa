package dev.slipway.cli;

import dev.slipway.protocol.access.SignOnState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "sign-on",
    description = {
      "Shows which server vouches for people (OpenID Connect); its verbs set it, try it and take it"
          + " away.",
      "Whoever was invited by mail address gets that account once the server has verified it."
    },
    subcommands = {SignOnSetVerb.class, SignOnTestVerb.class, SignOnOffVerb.class},
    synopsisSubcommandLabel = "[VERB]",
    footer = {
      "",
      "Example:",
      "  slipway sign-on set --title \"Example Ltd\" --issuer https://login.example.org \\",
      "      --client slipway --secret-file client-secret.txt",
      "  slipway sign-on test"
    })
final class SignOnVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  SignOnVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var state = api.get("/v1/sign-on", SignOnState.class);
      if (json) {
        return printJson(state);
      }
      print(terminal(), state);
      return DONE;
    }
  }

  static void print(Terminal terminal, SignOnState state) {
    if (!state.state().equals("on")) {
      terminal.line("Nobody else vouches for people. Next: slipway sign-on set --help");
      return;
    }
    var columns = new Columns();
    columns.row("Name", String.valueOf(state.title()));
    columns.row("Issuer", String.valueOf(state.issuer()));
    columns.row("Client", state.client() + ", its secret is kept sealed");
    columns.row("Dashboard", String.valueOf(state.address()));
    columns.row("There, enter", String.valueOf(state.callback()));
    columns.row(
        "Let in",
        "who was invited"
            + (state.domains().isEmpty()
                ? ""
                : ", and as viewers people of " + String.join(", ", state.domains())));
    columns.row(
        "Signed on", state.people().isEmpty() ? "nobody yet" : String.join(", ", state.people()));
    columns.lines().forEach(terminal::line);
  }
}
