package dev.slipway.api;

import dev.slipway.access.people.Approver;
import dev.slipway.access.people.Permission;
import dev.slipway.delivery.approval.Approvals;
import dev.slipway.delivery.approval.Consent;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.approval.ApprovalAnswer;
import dev.slipway.protocol.approval.ApprovalView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Deployments that wait for approval. */
public final class ApprovalEndpoints {
  private static final String PATH = "/v1/apps/{app}/environments/{environment}/approval";

  private final Approvals approvals;
  private final Approver approver;

  public ApprovalEndpoints(Approvals approvals, Approver approver) {
    this.approvals = approvals;
    this.approver = approver;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                PATH,
                "The deployment that waits for approval, with its plan",
                ApprovalView.class,
                this::show)
            .needs(Permission.VIEW, "deployment.read"),
        Endpoint.post(
                PATH,
                "Approves or rejects exactly the plan that is named",
                ApprovalAnswer.class,
                ApprovalView.class,
                this::answer)
            .needs(Permission.APPROVE, "deployment.approve"));
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
    var app = call.path("app");
    var environment = call.path("environment");
    var asked = call.body(ApprovalAnswer.class);
    var note = Optional.ofNullable(asked.note()).orElse("");
    var waits = approvals.waiting(app, environment);
    var roles = Optional.ofNullable(asked.roles()).orElse(List.of());
    if (waits.isPresent()) {
      var release = "v" + waits.get().number();
      call.concerns(release);
      var wanted = new Approver.Wanted(app, environment, release, roles(waits.get()));
      roles = roles(call, wanted, roles, waits.get().need().roles());
    }
    call.changed(
        Map.of(),
        Map.of(
            "answer",
            asked.approves() ? "approved" : "rejected",
            "plan",
            String.valueOf(asked.plan()),
            "roles",
            String.join(", ", roles),
            "note",
            note));
    var answer =
        new Approvals.Answer(
            call.caller().name(),
            String.valueOf(asked.plan()),
            asked.approves(),
            roles,
            note,
            voice(call));
    return view(call, approvals.answer(app, environment, answer));
  }

  /** A no may come from whoever could say yes, also once the yes of their role is there. */
  private static List<String> roles(Approvals.Waiting waits) {
    return waits.missing().stream().anyMatch(waits.need().roles()::contains)
        ? waits.missing()
        : waits.need().roles();
  }

  /**
   * @param asked every role that the deployment needs, also those whose yes is there
   */
  private List<String> roles(
      Call call, Approver.Wanted wanted, List<String> named, Collection<String> asked) {
    var who = call.caller().principal();
    var held = approver.demand(who, wanted);
    if (named.isEmpty()) {
      return held;
    }
    for (var role : named) {
      // What nobody asks for is told by the room itself.
      if (asked.contains(role)
          && !held.contains(role)
          && !who.holds(role, wanted.application(), wanted.environment())) {
        throw call.denied(
            "SLIP-8027",
            wanted.application()
                + "/"
                + wanted.environment()
                + ": "
                + call.caller().name()
                + " does not hold the role "
                + role,
            held.isEmpty() ? "" : "leave --role out to speak for " + String.join(", ", held));
      }
    }
    return named;
  }

  private Consent.Voice voice(Call call) {
    return approver.isAlone(call.caller().principal())
        ? Consent.Voice.OF_ALL
        : Consent.Voice.OF_ONE;
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
