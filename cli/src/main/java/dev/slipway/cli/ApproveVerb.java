package dev.slipway.cli;

import dev.slipway.protocol.approval.ApprovalAnswer;
import dev.slipway.protocol.approval.ApprovalView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "approve",
    description = "Shows what waits for approval; approves or rejects exactly the plan it names.",
    footer = {
      "",
      "Example:",
      "  slipway approve ledger production                          what waits, and its plan",
      "  slipway approve ledger production --plan 7d3e91c4          yes to exactly this plan",
      "  slipway approve ledger production --plan 7d3e91c4 --reject --why \"not on a Friday\"",
      "",
      "Exit codes: 0 answered, 2 something waits and was only shown, 4 nothing waits."
    })
final class ApproveVerb extends Verb {
  private static final int WAITS = 2;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(
      names = "--plan",
      paramLabel = "HASH",
      description = "the plan that was shown: at least its first eight digits")
  private @Nullable String plan;

  @Option(names = "--reject", description = "no instead of yes: the deployment is undone")
  private boolean reject;

  @Option(
      names = "--role",
      paramLabel = "NAME",
      description = "in which role (default: all that are missing); may be repeated")
  private List<String> roles = List.of();

  @Option(names = "--why", paramLabel = "TEXT", description = "kept in the record")
  private String why = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  ApproveVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path = place.path(place.environment(api), "/approval");
      if (plan == null) {
        return show(api.get(path, ApprovalView.class));
      }
      var view = api.post(path, new ApprovalAnswer(plan, !reject, roles, why), ApprovalView.class);
      if (json) {
        return printJson(view);
      }
      terminal().line(told(view));
      return DONE;
    }
  }

  private String told(ApprovalView view) {
    var what = view.version() + "  " + view.app() + " → " + view.environment();
    if (reject) {
      return what + "   rejected: it is undone";
    }
    return view.missing().isEmpty()
        ? what + "   approved: it goes on (slipway operation follow " + view.operation() + ")"
        : what + "   approved; still missing: " + String.join(", ", view.missing());
  }

  private int show(ApprovalView view) {
    if (json) {
      printJson(view);
      return WAITS;
    }
    terminal()
        .line(terminal().strong(view.version() + "  " + view.app() + " → " + view.environment()));
    view.lines().forEach(line -> terminal().line("  " + line));
    view.reasons().forEach(reason -> terminal().line("  Asked      " + reason));
    view.said()
        .forEach(
            said ->
                terminal()
                    .line(
                        "  Said       "
                            + (said.approves() ? "yes" : "no")
                            + ", "
                            + said.who()
                            + (said.note().isEmpty() ? "" : ": " + said.note())));
    terminal().line("  Missing    " + String.join(", ", view.missing()));
    terminal()
        .line(
            "  Answer     slipway approve "
                + view.app()
                + " "
                + view.environment()
                + " --plan "
                + view.hash().substring(0, 8)
                + "   (or with --reject)");
    return WAITS;
  }
}
