package dev.slipway.cli;

import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.DeploymentDetail;
import dev.slipway.protocol.operation.OperationState;
import dev.slipway.protocol.promotion.PromotionAnswer;
import dev.slipway.protocol.promotion.PromotionRequest;
import dev.slipway.protocol.promotion.PromotionView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "promote",
    description = {
      "Brings the release that serves in one environment to another as it is: the same",
      "artefact, with that environment's variables, once all that is asked of it is true."
    },
    footer = {
      "",
      "Example:",
      "  slipway promote staging production --look   what is asked, and how it stands",
      "  slipway promote staging production --plan   what would happen, on copies",
      "  slipway promote staging production",
      "  slipway promote development production --hotfix \"customers can't sign in\"",
      "",
      "Exit codes: 0 it serves, 1 it failed, 6 a criterion is not met, 7 one was not",
      "measured; with --look: 0 nothing stands against it, 1 a criterion does."
    })
final class PromoteVerb extends Verb {
  private static final int CANCELLED = 130;

  @Mixin private ServerOptions server = new ServerOptions();
  @Mixin private AppOptions apps = new AppOptions();

  @Parameters(index = "0", paramLabel = "FROM", description = "the environment it serves in")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "the environment it is to come to")
  private String to = "";

  @Option(names = "--look", description = "only show the criteria; nothing is begun")
  private boolean look;

  @Option(names = "--plan", description = "only show what would happen; nothing is changed")
  private boolean plan;

  @Option(
      names = "--hotfix",
      paramLabel = "REASON",
      description = {
        "goes without what promote.hotfix of TO lets a hotfix go",
        "without; the reason stays in the record"
      })
  private @Nullable String hotfix;

  @Option(names = "--why", paramLabel = "TEXT", description = "for the record")
  private String why = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  PromoteVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() {
    try (var api = server.connect()) {
      var path =
          "/v1/apps/"
              + AppOptions.encoded(apps.name())
              + "/environments/"
              + AppOptions.encoded(to)
              + "/promotions";
      if (look) {
        return show(api.get(path + "?from=" + AppOptions.encoded(from), PromotionView.class));
      }
      var request = new PromotionRequest(from, hotfix, why);
      if (plan) {
        var answer = api.post(path + "/plans", request, DeployAnswer.class);
        return new PlanRun(terminal(), api)
            .told(answer, "slipway promote " + from + " " + to + " --app " + apps.name(), json);
      }
      return follow(api, api.post(path, request, PromotionAnswer.class));
    }
  }

  private int show(PromotionView view) {
    var lines = new CriterionLines(terminal(), view.criteria());
    if (json) {
      printJson(view);
      return view.standing().equals("there") ? DONE : lines.exitCode();
    }
    terminal()
        .line(
            terminal()
                .strong(
                    view.app() + "   " + view.from() + " " + view.release() + " → " + view.to()));
    lines.print();
    terminal().line("");
    terminal()
        .line(
            switch (view.standing()) {
              case "there" -> view.to() + " " + view.serving() + " is exactly this: nothing to do";
              case "ready" -> "Next    slipway promote " + from + " " + to + " --app " + view.app();
              default -> view.to() + " would not take it now.";
            });
    return view.standing().equals("there") ? DONE : lines.exitCode();
  }

  private int follow(ApiClient api, PromotionAnswer answer) {
    var operation = answer.operation();
    if (json) {
      return printJson(answer);
    }
    if (operation == null) {
      terminal()
          .line(
              answer.version()
                  + "  "
                  + answer.app()
                  + " → "
                  + to
                  + "   nothing to do: exactly this is serving");
      return DONE;
    }
    new CriterionLines(terminal(), answer.criteria()).print();
    terminal().line("");
    var end = new FollowedOperation(api, terminal(), operation).follow();
    terminal().line("");
    if (end == OperationState.SUCCEEDED) {
      behind(api, answer);
      terminal()
          .line("  Record  slipway releases " + answer.app() + " " + to + " " + answer.version());
      return DONE;
    }
    terminal().line("  Record  slipway operation show " + operation);
    return end == OperationState.CANCELLED ? CANCELLED : FAILED;
  }

  /** What a hotfix has passed by. */
  private void behind(ApiClient api, PromotionAnswer answer) {
    var detail =
        api.get(
            "/v1/apps/"
                + AppOptions.encoded(answer.app())
                + "/environments/"
                + AppOptions.encoded(to)
                + "/deployments/"
                + answer.version(),
            DeploymentDetail.class);
    var behind = detail.record().path("behind");
    if (!behind.isMissingNode()) {
      terminal().line("  ▲ " + behind.path("text").asString(""));
      terminal().line("  Next    " + behind.path("command").asString(""));
    }
  }
}
