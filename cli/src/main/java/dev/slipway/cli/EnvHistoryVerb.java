package dev.slipway.cli;

import dev.slipway.protocol.variables.VariableHistory;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "history",
    description = "Shows who changed which variable, when and why.",
    footer = {"", "Example:", "  slipway env history production"})
final class EnvHistoryVerb extends Verb {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions app = new AppOptions();

  @Parameters(paramLabel = "ENVIRONMENT")
  private String environment = "";

  @Option(names = "--count", description = "how many versions (default: ${DEFAULT-VALUE})")
  private int count = 20;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  EnvHistoryVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var history =
          api.get(app.variables(environment) + "/history?limit=" + count, VariableHistory.class);
      if (json) {
        return printJson(history);
      }
      history.versions().forEach(this::print);
      return DONE;
    }
  }

  private void print(VariableHistory.Version version) {
    var why = version.why().isEmpty() ? "" : "   " + version.why();
    terminal()
        .line(
            terminal().strong(Integer.toString(version.version()))
                + "  "
                + TIME.format(version.at())
                + "  "
                + version.by()
                + "  "
                + version.title()
                + terminal().faint(why));
    version.lines().forEach(line -> terminal().line("     " + line));
  }
}
