package dev.slipway.cli;

import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.PlanRequest;
import dev.slipway.protocol.operation.OperationDetail;
import dev.slipway.protocol.operation.OperationState;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows what a deployment would do. */
record PlanRun(Terminal terminal, ApiClient api) {
  private static final String TOLD = "Plan";

  int run(AppSummary app, @Nullable String wished, boolean json) {
    var environment = wished == null ? String.valueOf(app.usualEnvironment()) : wished;
    var path =
        "/v1/apps/"
            + AppOptions.encoded(app.name())
            + "/environments/"
            + AppOptions.encoded(environment)
            + "/plans";
    var answer = api.post(path, new PlanRequest(""), DeployAnswer.class);
    return told(answer, "slipway deploy " + app.name() + " " + environment, json);
  }

  /**
   * Follows the plan that was begun.
   *
   * @param next the command that would do it
   */
  int told(DeployAnswer answer, String next, boolean json) {
    var number = answer.operation();
    if (number == null) {
      throw new IllegalStateException("a plan is always an operation");
    }
    var end = new FollowedOperation(api, json ? terminal.silent() : terminal, number).follow();
    var detail = api.get("/v1/operations/" + number, OperationDetail.class);
    if (json) {
      var all = new LinkedHashMap<String, JsonNode>();
      for (var step : detail.steps()) {
        step.output().ifPresent(output -> all.put(step.name(), output));
      }
      terminal.line(Json.pretty(all));
    } else {
      terminal.line("");
      told(detail).path("lines").forEach(line -> terminal.line(line.asString("")));
      terminal.line("");
      terminal.line(
          end == OperationState.SUCCEEDED
              ? "Nothing was changed. Next: " + next
              : "Nothing was changed. Record  slipway operation show " + number);
    }
    return end == OperationState.SUCCEEDED ? 0 : 1;
  }

  private static JsonNode told(OperationDetail detail) {
    return detail.steps().stream()
        .filter(step -> step.name().equals(TOLD))
        .flatMap(step -> step.output().stream())
        .findFirst()
        .orElseGet(() -> Json.tree("{}"));
  }
}
