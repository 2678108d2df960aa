package dev.slipway.cli;

import dev.slipway.kit.Durations;
import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.RegisterApp;
import dev.slipway.protocol.ServerStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "up",
    description = {
      "Starts the control plane and the edge if they don't run,",
      "and deploys the application in FOLDER."
    },
    footer = {"", "Example:", "  slipway up examples/ledger"})
final class UpVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "an application: the folder that holds slipway.yaml")
  private @Nullable Path folder;

  @Option(
      names = {"-e", "--environment"},
      paramLabel = "NAME",
      description = "where to (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  @Option(
      names = "--port",
      description = "port of the control plane (default: 7400, or a free one)")
  private @Nullable Integer port;

  UpVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    var started = new ControlPlaneStart(terminal(), server).ensure(serverOptions());
    try (var api = server.connect()) {
      var status = api.get("/v1/status", ServerStatus.class);
      terminal()
          .lasting(
              "Control plane    "
                  + status.address()
                  + "   ("
                  + status.store()
                  + (started.anew() ? ", " + Durations.human(started.took()) : ", already running")
                  + ")");
      terminal()
          .line(
              "Edge             " + status.edge().http() + "   https on " + status.edge().https());
      if (folder == null) {
        terminal().line("Look             " + api.url() + SignInLink.ONCE.beside(api, "/"));
        terminal().line("Next             slipway up FOLDER deploys the application in it");
        return DONE;
      }
      var app =
          api.post(
              "/v1/apps",
              new RegisterApp(folder.toAbsolutePath().normalize().toString()),
              AppSummary.class);
      return new DeployRun(terminal(), api, SignInLink.ONCE).run(app, environment, false);
    }
  }

  private List<String> serverOptions() {
    var options = new ArrayList<String>();
    if (port != null) {
      options.addAll(List.of("--port", port.toString()));
    }
    return options;
  }
}
