package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.RecordReader;
import dev.slipway.protocol.ServerStatus;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Shows what runs: control plane, edge, applications and their environments.",
    footer = {"", "Example:", "  slipway status --json"})
final class StatusVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  StatusVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var status = RecordReader.read(api.text("/v1/status"), ServerStatus.class);
      if (json) {
        return printJson(status);
      }
      print(status);
      return DONE;
    }
  }

  private void print(ServerStatus status) {
    var age = Durations.human(Duration.between(status.startedAt(), Instant.now()));
    terminal()
        .line(
            "Control plane    " + status.address() + "   (" + status.store() + ", up " + age + ")");
    terminal().line("Edge             " + edge(status.edge()));
    if (status.apps().isEmpty()) {
      terminal().line("No applications yet. Next: slipway up FOLDER");
    }
    for (var app : status.apps()) {
      terminal().line("");
      terminal().line(terminal().strong(app.name()) + terminal().faint("   " + app.folder()));
      app.environments().forEach(this::print);
    }
  }

  private static String edge(ServerStatus.EdgeStatus edge) {
    return edge.state().equals("running")
        ? edge.http() + "   https on " + edge.https()
        : edge.state();
  }

  private void print(AppSummary.EnvironmentSummary environment) {
    var release = environment.release() == null ? "–" : environment.release();
    var mark =
        switch (environment.health()) {
          case "serving" -> terminal().good("✔");
          case "failing", "down" -> terminal().bad("✖");
          case "maintenance" -> terminal().caution("▲");
          default -> terminal().faint("·");
        };
    terminal()
        .line(
            String.format(
                "  %s %-14s %-6s %-12s %s",
                mark,
                environment.name(),
                release,
                environment.health(),
                String.join(" ", environment.urls())));
    environment.troubles().forEach(trouble -> terminal().line("      " + trouble));
  }
}
