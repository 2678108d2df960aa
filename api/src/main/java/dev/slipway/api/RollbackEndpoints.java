package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.delivery.rollback.Exit;
import dev.slipway.delivery.rollback.Rollbacks;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.rollback.RollbackRequest;
import dev.slipway.protocol.rollback.Ways;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways back, and going one of them. */
public final class RollbackEndpoints {
  private static final String PATH = "/v1/apps/{app}/environments/{environment}/rollback";

  private final Rollbacks rollbacks;

  public RollbackEndpoints(Rollbacks rollbacks) {
    this.rollbacks = rollbacks;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                PATH,
                "The ways back from what serves, to the release before or the one in the query's to",
                Ways.class,
                this::ways)
            .needs(Permission.VIEW, "rollback.ways")
            .asks(Query.text("to", "a release: v52 (default: what served before)")),
        Endpoint.post(
                PATH,
                "Has an earlier release's code serve again on today's data",
                RollbackRequest.class,
                DeployAnswer.class,
                call -> goBack(call, Exit.CODE))
            .needs(Permission.ROLL_BACK, "rollback.start"),
        Endpoint.post(
                PATH + "/data",
                "Has an earlier release serve again with the data from before what came after it",
                RollbackRequest.class,
                DeployAnswer.class,
                call -> goBack(call, Exit.DATA))
            .needs(Permission.RESTORE, "rollback.data"));
  }

  private Ways ways(Call call) {
    return rollbacks.ways(
        call.path("app"), call.path("environment"), number(call.query("to").orElse(null)));
  }

  private DeployAnswer goBack(Call call, Exit exit) {
    var asked = call.body(RollbackRequest.class);
    var request =
        new Request(call.caller().name(), "api from " + call.caller().from(), asked.why());
    var ordered =
        rollbacks.goBack(
            call.path("app"),
            call.path("environment"),
            number(asked.to()),
            new Rollbacks.Wish(exit, asked.yes()),
            request);
    return new DeployAnswer(
        ordered.deployment().app(),
        ordered.deployment().environment(),
        ordered.deployment().version(),
        ordered.operation(),
        List.of());
  }

  private static Optional<Integer> number(@Nullable String version) {
    if (version == null) {
      return Optional.empty();
    }
    if (!version.matches("v?\\d{1,9}")) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8530",
              "to: \"" + version + "\" is no release",
              "write it as v52")
          .exception();
    }
    return Optional.of(Integer.parseInt(version.startsWith("v") ? version.substring(1) : version));
  }
}
