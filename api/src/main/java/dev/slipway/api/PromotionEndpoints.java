package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.deploy.PromotionDesk;
import dev.slipway.delivery.golive.GoLive;
import dev.slipway.kit.Problem;
import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.operation.Request;
import dev.slipway.protocol.promotion.CriterionLine;
import dev.slipway.protocol.promotion.GoLiveReport;
import dev.slipway.protocol.promotion.PromotionAnswer;
import dev.slipway.protocol.promotion.PromotionRequest;
import dev.slipway.protocol.promotion.PromotionView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Releases that go from one environment to the next, and the list before users come. */
public final class PromotionEndpoints {
  private static final String PLACE = "/v1/apps/{app}/environments/{environment}";
  private static final String PATH = PLACE + "/promotions";

  private final PromotionDesk desk;
  private final GoLive goLive;
  private final BiFunction<String, String, List<String>> addresses;

  /**
   * @param addresses where people reach an environment of an application
   */
  public PromotionEndpoints(
      PromotionDesk desk, GoLive goLive, BiFunction<String, String, List<String>> addresses) {
    this.desk = desk;
    this.goLive = goLive;
    this.addresses = addresses;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.get(
                PATH,
                "What is asked of the release that serves in the query's from before it comes here,"
                    + " each with its evidence",
                PromotionView.class,
                this::look)
            .needs(Permission.VIEW, "promotion.read")
            .asks(Query.text("from", "the environment that it comes from")),
        // Said in the audit log as what it is, the start of a deployment: who started one may not
        // approve it where others are asked.
        Endpoint.post(
                PATH,
                "Brings the release that serves in another environment here, as it is",
                PromotionRequest.class,
                PromotionAnswer.class,
                this::promote)
            .needs(Permission.DEPLOY, "deployment.start"),
        Endpoint.post(
                PATH + "/plans",
                "Finds out on copies what a promotion would do now; changes nothing",
                PromotionRequest.class,
                DeployAnswer.class,
                this::plan)
            .needs(Permission.DEPLOY, "deployment.plan"),
        Endpoint.get(
                PLACE + "/go-live",
                "Whether the environment is ready for its users, each item with its evidence",
                GoLiveReport.class,
                this::goLive)
            .needs(Permission.VIEW, "environment.go-live"));
  }

  private PromotionView look(Call call) {
    var wish = wish(call, call.query("from").orElse(null), null);
    var outlook = desk.look(wish);
    return new PromotionView(
        wish.app(),
        wish.from(),
        wish.to(),
        outlook.origin().version(),
        outlook.origin().title(),
        outlook.serving().map(one -> one.version()).orElse(null),
        outlook.isThere() ? "there" : outlook.isRefused() ? "refused" : "ready",
        lines(outlook.criteria()));
  }

  private PromotionAnswer promote(Call call) {
    var asked = call.body(PromotionRequest.class);
    var wish = wish(call, asked.from(), asked.hotfix());
    var told = new LinkedHashMap<String, String>();
    told.put("promoted from", wish.from());
    wish.hotfix().ifPresent(why -> told.put("hotfix", why));
    call.changed(Map.of(), told);
    var ordered = desk.promote(wish, request(call, asked));
    call.concerns(ordered.deployment().version());
    ordered.criteria().stream()
        .filter(one -> one.standing() == Criterion.Standing.SKIPPED)
        .map(Criterion::name)
        .reduce((one, other) -> one + ", " + other)
        .ifPresent(left -> told.put("left out", left));
    call.changed(Map.of(), told);
    return new PromotionAnswer(
        wish.app(),
        wish.to(),
        ordered.deployment().version(),
        ordered.operation().orElse(null),
        lines(ordered.criteria()));
  }

  private DeployAnswer plan(Call call) {
    var asked = call.body(PromotionRequest.class);
    var wish = wish(call, asked.from(), asked.hotfix());
    var operation = desk.plan(wish, request(call, asked));
    return new DeployAnswer(
        wish.app(), wish.to(), "plan", operation, addresses.apply(wish.app(), wish.to()));
  }

  private GoLiveReport goLive(Call call) {
    var found = goLive.look(call.path("app"), call.path("environment"));
    return new GoLiveReport(
        call.path("app"),
        call.path("environment"),
        found.serving().map(one -> one.version()).orElse(null),
        found.isReady(),
        lines(found.items()));
  }

  private static Request request(Call call, PromotionRequest asked) {
    return new Request(
        call.caller().name(),
        "api from " + call.caller().from(),
        Optional.ofNullable(asked.why()).orElse(""));
  }

  /** What stands in the other environment is told to whoever may see it, and to nobody else. */
  private static PromotionDesk.Wish wish(
      Call call, @Nullable String from, @Nullable String hotfix) {
    if (from == null || from.isBlank()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8063",
              "from: no environment is named to promote from",
              "name it, as in from=staging")
          .exception();
    }
    var app = call.path("app");
    if (!call.may(Permission.VIEW, app, from)) {
      throw call.denied(
          "SLIP-8064",
          app + "/" + from + ": " + call.caller().name() + " may not see what serves there",
          "somebody who may can promote it");
    }
    return new PromotionDesk.Wish(app, from, call.path("environment"), Optional.ofNullable(hotfix));
  }

  private static List<CriterionLine> lines(List<Criterion> criteria) {
    return criteria.stream()
        .map(
            one ->
                new CriterionLine(
                    one.name(),
                    one.standing().word(),
                    one.standing().mark(),
                    one.asks(),
                    one.evidence(),
                    one.hint()))
        .toList();
  }
}
