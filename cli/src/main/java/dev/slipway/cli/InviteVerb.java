package dev.slipway.cli;

import dev.slipway.protocol.access.InvitePerson;
import dev.slipway.protocol.access.OneTimeLink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "invite",
    description = "Makes an account and prints the link by which its owner sets a password.",
    footer = {"", "Example:", "  slipway invite ada@example.org --name Ada --role deployer"})
final class InviteVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private ScopeOptions scope = new ScopeOptions();

  @Parameters(paramLabel = "MAIL", description = "mail address")
  private String email = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the name that the others know (default: the address before the @)")
  private @Nullable String name;

  @Option(names = "--role", paramLabel = "ROLE", description = "its key or title (default: viewer)")
  private String role = "viewer";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  InviteVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var shown = name == null ? email.replaceAll("@.*", "") : name;
    try (var api = server.connect()) {
      var invite = new InvitePerson(email, shown, role, scope.app(), scope.environment());
      return show(this, api.post("/v1/people", invite, OneTimeLink.class), json);
    }
  }

  static int show(Verb verb, OneTimeLink link, boolean asJson) {
    if (asJson) {
      return verb.printJson(link);
    }
    verb.terminal().line(link.url());
    verb.terminal()
        .complain(
            verb.terminal()
                .faint("Shown this once; works once, until " + Times.said(link.expiresAt())));
    return DONE;
  }
}
