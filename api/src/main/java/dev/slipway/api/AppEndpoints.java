package dev.slipway.api;

import dev.slipway.access.people.Permission;
import dev.slipway.catalog.App;
import dev.slipway.catalog.Apps;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.delivery.deploy.Delivery;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.protocol.AppSummary;
import dev.slipway.protocol.DeployAnswer;
import dev.slipway.protocol.DeployRequest;
import dev.slipway.protocol.DeploymentDetail;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.PlanRequest;
import dev.slipway.protocol.RegisterApp;
import dev.slipway.protocol.ReleaseLine;
import dev.slipway.protocol.ReleaseList;
import dev.slipway.protocol.operation.Request;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applications and their deployments. */
public final class AppEndpoints {
  private static final int MOST_RELEASES = 200;

  private final Delivery delivery;
  private final Apps apps;
  private final Deployments deployments;
  private final Addresses addresses;
  private final Troubles troubles;

  /** What is wrong with the instances of an environment right now, a sentence each. */
  @FunctionalInterface
  public interface Troubles {
    List<String> of(String app, String environment);
  }

  public AppEndpoints(
      Delivery delivery,
      Apps apps,
      Deployments deployments,
      Addresses addresses,
      Troubles troubles) {
    this.troubles = troubles;
    this.delivery = delivery;
    this.apps = apps;
    this.deployments = deployments;
    this.addresses = addresses;
  }

  public List<Endpoint> list() {
    return List.of(
        Endpoint.post(
                "/v1/apps",
                "Looks after the application in a folder of this machine",
                RegisterApp.class,
                AppSummary.class,
                this::register)
            .needs(Permission.ADMINISTER, "app.register"),
        Endpoint.get("/v1/apps/{app}", "One application", AppSummary.class, this::show)
            .needs(Right.ofAnybodyKnown("app.read")),
        Endpoint.post(
                "/v1/apps/{app}/environments/{environment}/deployments",
                "Deploys the application's folder as it is now",
                DeployRequest.class,
                DeployAnswer.class,
                this::deploy)
            .needs(Permission.DEPLOY, "deployment.start"),
        Endpoint.post(
                "/v1/apps/{app}/environments/{environment}/plans",
                "Finds out on copies what a deployment would do now; changes nothing",
                PlanRequest.class,
                DeployAnswer.class,
                this::plan)
            .needs(Permission.DEPLOY, "deployment.plan"),
        Endpoint.get(
                "/v1/apps/{app}/environments/{environment}/deployments/{version}",
                "One deployment with all that is kept of it",
                DeploymentDetail.class,
                this::detail)
            .needs(Permission.VIEW, "deployment.show"),
        Endpoint.get(
                "/v1/apps/{app}/environments/{environment}/deployments",
                "The environment's history, newest first",
                ReleaseList.class,
                this::releases)
            .needs(Permission.VIEW, "deployment.list")
            .asks(Query.limit(20, MOST_RELEASES), Query.before()));
  }

  /** Every application that the caller may see something of, for the status. */
  public List<AppSummary> summaries(Call call) {
    return apps.all().stream()
        .filter(app -> call.maySeeAnyOf(app.name()))
        .map(app -> seen(call, summary(app)))
        .toList();
  }

  private AppSummary show(Call call) {
    var name = call.path("app");
    if (!call.maySeeAnyOf(name)) {
      // The same for one that is there and one that isn't.
      call.demand(Permission.VIEW, name, "");
    }
    return seen(call, summary(apps.get(name)));
  }

  private static AppSummary seen(Call call, AppSummary whole) {
    var environments =
        whole.environments().stream()
            .filter(one -> call.may(Permission.VIEW, whole.name(), one.name()))
            .toList();
    return new AppSummary(
        whole.name(), whole.folder(), whole.registeredAt(), whole.usualEnvironment(), environments);
  }

  private App app(Call call) {
    return apps.get(call.path("app"));
  }

  /** The addresses of an environment; none when its folder can't be read. */
  public List<String> urls(String app, String environment) {
    return urls(apps.get(app), environment);
  }

  private AppSummary register(Call call) {
    var named = call.body(RegisterApp.class).folder();
    var folder = Path.of(named);
    if (!folder.isAbsolute()) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-8508",
              "folder: \"" + folder + "\" is not an absolute path",
              "")
          .exception();
    }
    call.changed(Map.of(), Map.of("folder", folder.toString()));
    var app = delivery.register(folder);
    call.concerns(app.name());
    return summary(app);
  }

  private DeployAnswer deploy(Call call) throws InterruptedException {
    var asked = call.body(DeployRequest.class);
    var environment = call.path("environment");
    var request =
        new Request(call.caller().name(), "api from " + call.caller().from(), asked.why());
    var hotfix = Optional.ofNullable(asked.hotfix());
    var told = new LinkedHashMap<String, String>();
    if (!asked.why().isEmpty()) {
      told.put("why", asked.why());
    }
    hotfix.ifPresent(why -> told.put("hotfix", why));
    if (!told.isEmpty()) {
      call.changed(Map.of(), told);
    }
    var ordered = delivery.deploy(call.path("app"), environment, asked.again(), hotfix, request);
    call.concerns(ordered.deployment().version());
    return new DeployAnswer(
        ordered.deployment().app(),
        environment,
        ordered.deployment().version(),
        ordered.operation().orElse(null),
        urls(app(call), environment));
  }

  private DeployAnswer plan(Call call) {
    var asked = call.body(PlanRequest.class);
    var environment = call.path("environment");
    var request =
        new Request(
            call.caller().name(),
            "api from " + call.caller().from(),
            Optional.ofNullable(asked.why()).orElse(""));
    var operation = delivery.plan(call.path("app"), environment, request);
    return new DeployAnswer(
        call.path("app"), environment, "plan", operation, urls(app(call), environment));
  }

  private DeploymentDetail detail(Call call) {
    var version = call.path("version");
    var number =
        (int) Numbers.parse("version", version.startsWith("v") ? version.substring(1) : version);
    var deployment = deployments.get(app(call).name(), call.path("environment"), number);
    return new DeploymentDetail(
        deployment.app(),
        deployment.environment(),
        line(deployment),
        deployment.endedAt().orElse(null),
        deployment.build().orElse(null),
        Json.tree(deployments.recordOf(deployment)));
  }

  private ReleaseList releases(Call call) {
    var app = app(call);
    var environment = call.path("environment");
    var limit = (int) call.number("limit");
    var found = deployments.history(app.name(), environment, call.number("before"), limit);
    return new ReleaseList(
        app.name(),
        environment,
        found.stream().map(AppEndpoints::line).toList(),
        found.size() < limit ? null : (long) found.getLast().number());
  }

  private static ReleaseLine line(Deployment deployment) {
    return new ReleaseLine(
        deployment.version(),
        word(deployment.kind()),
        word(deployment.state()),
        deployment.title(),
        deployment.asked().by(),
        deployment.asked().at(),
        deployment.servingSince().orElse(null),
        deployment.operation().orElse(null));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private AppSummary summary(App app) {
    var environments =
        deployments.current().stream()
            .filter(deployment -> deployment.app().equals(app.name()))
            .map(deployment -> environment(app, deployment))
            .toList();
    return new AppSummary(
        app.name(), app.folder().toString(), app.registeredAt(), usual(app), environments);
  }

  private AppSummary.EnvironmentSummary environment(App app, Deployment deployment) {
    var serving = deployment.state() == Deployment.State.SERVING;
    var wrong =
        serving ? troubles.of(deployment.app(), deployment.environment()) : List.<String>of();
    return new AppSummary.EnvironmentSummary(
        deployment.environment(),
        serving ? deployment.version() : null,
        serving ? (wrong.isEmpty() ? "serving" : "failing") : "empty",
        serving ? urls(app, deployment.environment()) : List.of(),
        deployment.servingSince().orElse(null),
        wrong);
  }

  private List<String> urls(App app, String environment) {
    try {
      return delivery
          .manifest(app.folder())
          .environment(environment)
          .map(this::urls)
          .orElse(List.of());
    } catch (ProblemException folderIsGoneOrBroken) {
      return List.of();
    }
  }

  private List<String> urls(ResolvedEnvironment environment) {
    return environment.settings().domains().stream()
        .filter(domain -> domain.redirect().isEmpty())
        .map(domain -> addresses.publicUrl(domain.host()))
        .toList();
  }

  /** Development if there is one, else the first. */
  private @Nullable String usual(App app) {
    try {
      var environments = delivery.manifest(app.folder()).environments().keySet();
      return environments.contains("development") ? "development" : environments.iterator().next();
    } catch (ProblemException folderIsGoneOrBroken) {
      return null;
    }
  }
}
