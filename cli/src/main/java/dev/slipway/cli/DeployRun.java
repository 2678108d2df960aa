package dev.slipway.cli;

import dev.slipway.kit.Problem;
import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.DeployRequest;
import dev.slipway.protocol.operation.OperationState;
import org.jspecify.annotations.Nullable;

/** Asks for a deployment, shows it, and says where the result is. */
record DeployRun(Terminal terminal, ApiClient api, SignInLink link) {
  private static final int CANCELLED = 130;

  DeployRun(Terminal terminal, ApiClient api) {
    this(terminal, api, SignInLink.NONE);
  }

  int run(AppSummary app, @Nullable String wished, boolean again) {
    return run(app, wished, again, null);
  }

  /**
   * @param hotfix why it goes without what a hotfix may go without
   */
  int run(AppSummary app, @Nullable String wished, boolean again, @Nullable String hotfix) {
    var environment = wished == null ? app.usualEnvironment() : wished;
    if (environment == null) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-9015",
              app.name() + ": its folder " + app.folder() + " can't be read",
              "slipway up FOLDER with the folder where it is now")
          .exception();
    }
    var answer =
        api.post(
            "/v1/apps/" + app.name() + "/environments/" + environment + "/deployments",
            new DeployRequest(again, "", hotfix),
            DeployAnswer.class);
    terminal.line("");
    if (answer.operation() == null) {
      terminal.line(
          answer.version()
              + "  "
              + answer.app()
              + " → "
              + environment
              + "   nothing to do: exactly this is serving");
      where(answer);
      return 0;
    }
    var end = new FollowedOperation(api, terminal, answer.operation()).follow();
    terminal.line("");
    if (end == OperationState.SUCCEEDED) {
      where(answer);
      return 0;
    }
    terminal.line("  Record  " + page(answer) + link.beside(api, "/" + answer.app()));
    return end == OperationState.CANCELLED ? CANCELLED : 1;
  }

  private String page(DeployAnswer answer) {
    return api.url() + "/" + answer.app() + "/" + answer.environment() + "/" + answer.version();
  }

  private void where(DeployAnswer answer) {
    answer.urls().forEach(url -> terminal.line("  Open    " + url));
    terminal.line(
        "  Look    " + api.url() + "/" + answer.app() + link.beside(api, "/" + answer.app()));
    terminal.line("  Next    change something, then: slipway deploy " + answer.app());
  }
}
