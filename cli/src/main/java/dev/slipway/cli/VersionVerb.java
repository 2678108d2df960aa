package dev.slipway.cli;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "version",
    description = "Says which Slipway this is, and which control plane answers.",
    footer = {"", "Example:", "  slipway version --json"})
final class VersionVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  VersionVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var running = server.locate().map(address -> address.version());
    if (json) {
      var versions = new TreeMap<>(Map.of("client", Version.number()));
      running.ifPresent(version -> versions.put("server", version));
      return printJson(versions);
    }
    terminal().line(Version.text() + " (Java " + Runtime.version().feature() + ")");
    running.ifPresent(version -> terminal().line("control plane " + version));
    return DONE;
  }
}
