package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.approval.ApprovalAnswer;
import dev.slipway.protocol.approval.ApprovalView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Deployments that wait for approval. */
public final class ApprovalEndpoints {
  private static final String PATH = "/v1/apps/{app}/environments/{environment}/approval";

  private final Approvals approvals;

  public ApprovalEndpoints(Approvals approvals) {
    this.approvals = approvals;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
            PATH,
            "The deployment that waits for approval, with its plan",
            ApprovalView.class,
            this::show).needs(Permission.VIEW, "approval.read"),
        Endpoint.post(
            PATH,
            "Approves or rejects exactly the plan that is named",
            ApprovalAnswer.class,
            ApprovalView.class,
            this::answer).needs(Permission.APPROVE, "approval.answer"));
  }

  private ApprovalView show(Call call) {
    var app = call.path("app");
    var environment = call.path("environment");
    return approvals
        .waiting(app, environment)
        .map(waiting -> view(call, waiting))
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7640",
                        app + "/" + environment + ": no deployment waits for approval",
                        "slipway operations shows what runs")
                    .exception());
  }

  private ApprovalView answer(Call call) {
    var asked = call.body(ApprovalAnswer.class);
    var answer =
        new Approvals.Answer(
            call.caller().name(),
            String.valueOf(asked.plan()),
            asked.approves(),
            Optional.ofNullable(asked.roles()).orElse(List.of()),
            Optional.ofNullable(asked.note()).orElse(""));
    return view(call, approvals.answer(call.path("app"), call.path("environment"), answer));
  }

  private static ApprovalView view(Call call, Approvals.Waiting waiting) {
    return new ApprovalView(
        call.path("app"),
        call.path("environment"),
        "v" + waiting.number(),
        waiting.operation(),
        waiting.need().hash(),
        waiting.need().grade().label(),
        waiting.need().reasons(),
        waiting.missing(),
        waiting.said().stream()
            .map(
                one ->
                    new ApprovalView.Said(
                        one.who(), one.at(), one.approves(), one.roles(), one.note()))
            .toList(),
        lines(waiting.record()));
  }

  /** What the record has to say about the plan so far. */
  private static List<String> lines(JsonNode record) {
    var lines = new ArrayList<String>();
    for (var database : record.path("plan")) {
      lines.add("Database " + database.path("database").asString(""));
      database.path("lines").forEach(line -> lines.add("  " + line.asString("")));
    }
    var old = record.path("onNewSchema").path("oldCode");
    if (!old.isMissingNode()) {
      lines.add(
          "Old code   "
              + old.path("release").asString("")
              + " "
              + old.path("verdict").asString("").toLowerCase(Locale.ROOT)
              + " on the new schema: "
              + old.path("passed").asInt(0)
              + " of "
              + old.path("of").asInt(0)
              + " checks pass");
    }
    for (var backup : record.path("backup")) {
      lines.add(
          "Backup     "
              + backup.path("database").asString("")
              + ": "
              + backup.path("text").asString(""));
    }
    return lines;
  }
}
