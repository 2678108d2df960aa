package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.delivery.deploy.PushDesk;
import dev.slipway.protocol.promotion.PushAnswer;
import dev.slipway.protocol.promotion.PushLine;
import java.util.List;
import java.util.Locale;

/** For a build server or a git host that says that something was pushed. */
public final class PushEndpoints {
  private final PushDesk desk;

  public PushEndpoints(PushDesk desk) {
    this.desk = desk;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.post(
                "/v1/apps/{app}/push",
                "Looks at once whether the application's repository has something new for the"
                    + " environments that wait for a push or a tag, and begins to deploy it",
                null,
                PushAnswer.class,
                this::look)
            .needs(Permission.DEPLOY, "push.look"));
  }

  /** What was pushed is named by the repository alone: a git host's own message is not read. */
  private PushAnswer look(Call call) {
    var app = call.path("app");
    return new PushAnswer(app, desk.look(app).stream().map(PushEndpoints::line).toList());
  }

  private static PushLine line(PushDesk.Found found) {
    return new PushLine(
        found.environment(),
        found.trigger(),
        found.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        found.push().isEmpty() ? null : found.push(),
        found.fact(),
        found.deployment().map(one -> one.version()).orElse(null),
        found.operation().orElse(null));
  }
}
