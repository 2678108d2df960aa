package dev.slipway.cli;

import dev.slipway.protocol.variables.ApplyStaged;
import dev.slipway.protocol.variables.ChangedVariables;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "staged",
    description = "Shows the changes that wait, applies them as one, or throws them away.",
    footer = {"", "Example:", "  slipway env staged production --apply 1f3a9c02"})
final class EnvStagedVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();

  @Parameters(paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Option(
      names = "--apply",
      paramLabel = "MARK",
      description = "make one configuration of those with this mark")
  private @Nullable String apply;

  @Option(names = "--discard", description = "throw them away")
  private boolean discard;

  @Option(names = "--why", paramLabel = "TEXT", description = "the reason, kept in the history")
  private @Nullable String why;

  EnvStagedVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var path = app.variables(environment) + "/staged";
    try (var api = server.connect()) {
      if (apply != null) {
        var applied = api.post(path, new ApplyStaged(apply, why), ChangedVariables.class);
        applied.lines().forEach(terminal()::line);
        terminal().line("Configuration " + applied.version() + ", used by the next deployment");
      } else if (discard) {
        var thrown = api.delete(path, ChangedVariables.class);
        terminal().line(thrown.lines().size() + " changes thrown away");
      } else {
        show(api.get(path, ChangedVariables.class));
      }
      return DONE;
    }
  }

  private void show(ChangedVariables waiting) {
    waiting.lines().forEach(terminal()::line);
    terminal()
        .line(
            waiting.mark().isEmpty()
                ? "No changes wait."
                : "Next: slipway env staged " + environment + " --apply " + waiting.mark());
  }
}
