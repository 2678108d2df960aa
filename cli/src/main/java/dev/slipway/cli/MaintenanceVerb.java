package dev.slipway.cli;

import dev.slipway.protocol.maintenance.CloseEnvironment;
import dev.slipway.protocol.maintenance.MaintenanceStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "maintenance",
    description = {
      "Closes an environment to its users, opens it, or says whether it is closed.",
      "Who opens the link that is shown passes all the same."
    },
    footer = {
      "",
      "Example:",
      "  slipway maintenance on ledger production --message \"back at 18:00\"",
      "  slipway maintenance on ledger production --read-only --databases",
      "  slipway maintenance off ledger production"
    })
final class MaintenanceVerb extends Verb {
  @Mixin private ServerOptions server = new ServerOptions();

  /** What is asked for. */
  enum Wish {
    ON,
    OFF,
    STATUS
  }

  @Parameters(index = "0", paramLabel = "on|off|status")
  private Wish wish = Wish.STATUS;

  @Parameters(index = "1", paramLabel = "APP", description = "the application")
  private String app = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "ENVIRONMENT",
      description = "which (default: development, or the first in slipway.yaml)")
  private @Nullable String environment;

  @Option(names = "--read-only", description = "reading goes on; what would write gets 503")
  private boolean readOnly;

  @Option(
      names = "--databases",
      description =
          "its databases take no writes either: the application's transactions are"
              + " read-only, its connections are renewed")
  private boolean databases;

  @Option(names = "--message", paramLabel = "TEXT", description = "for those who find it closed")
  private String message = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  MaintenanceVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var where = environment == null ? PlaceOptions.usual(api, app) : environment;
      var path =
          "/v1/apps/"
              + AppOptions.encoded(app)
              + "/environments/"
              + AppOptions.encoded(where)
              + "/maintenance";
      var status =
          switch (wish) {
            case ON ->
                api.put(
                    path,
                    new CloseEnvironment(readOnly ? "read-only" : "full", databases, message),
                    MaintenanceStatus.class);
            case OFF -> api.delete(path, MaintenanceStatus.class);
            case STATUS -> api.get(path, MaintenanceStatus.class);
          };
      return json ? printJson(status) : print(status);
    }
  }

  private int print(MaintenanceStatus status) {
    var name = status.app() + "/" + status.environment();
    if (!status.closed()) {
      terminal().line(name + " is open");
      return DONE;
    }
    List<MaintenanceStatus.Reason> reasons = status.reasons();
    for (var reason : reasons) {
      terminal()
          .line(
              name
                  + " is closed ("
                  + reason.mode()
                  + (reason.databases() ? ", databases too" : "")
                  + ") since "
                  + Times.said(reason.since())
                  + " by "
                  + reason.by()
                  + (reason.message().isEmpty() ? "" : ": " + reason.message()));
    }
    if (status.link() != null) {
      terminal().line("  Pass    " + status.link());
      terminal().line("          until " + Times.said(status.linkUntil()));
    }
    return DONE;
  }
}
