package dev.slipway.delivery.deploy;

import dev.slipway.catalog.Build;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.Promotion;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.criteria.Candidate;
import dev.slipway.delivery.criteria.Criteria;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.criteria.Instruments;
import dev.slipway.delivery.criteria.WayBack;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.Freeze;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Operations;
import dev.slipway.operations.WhenBusy;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where promotions are asked for: what serves in one environment comes to another as it is. */
public final class PromotionDesk {
  private final Records records;
  private final Instruments instruments;
  private final Operations operations;
  private final OperationType<DeployOrder> plan;
  private final DeploymentOrders orders;
  private final InstantSource clock;

  public PromotionDesk(
      Records records,
      Instruments instruments,
      OperationType<DeployOrder> deploy,
      OperationType<DeployOrder> plan,
      Operations operations,
      InstantSource clock) {
    this.records = records;
    this.instruments = instruments;
    this.operations = operations;
    this.plan = plan;
    this.orders = new DeploymentOrders(records.deployments(), operations, deploy);
    this.clock = clock;
  }

  /**
   * What is to come where.
   *
   * @param hotfix why it goes without what the manifest lets a hotfix go without
   */
  public record Wish(String app, String from, String to, Optional<String> hotfix) {
    public Wish {
      Hotfix.demandReason(app + "/" + to, hotfix);
    }
  }

  /**
   * How a promotion would stand now.
   *
   * @param origin what serves where it comes from
   * @param serving what serves where it is to come
   */
  public record Outlook(Deployment origin, Optional<Deployment> serving, List<Criterion> criteria) {
    public boolean isRefused() {
      return criteria.stream().anyMatch(Criterion::refuses);
    }

    /** Whether this very release serves there already. */
    public boolean isThere() {
      return serving
          .flatMap(Deployment::build)
          .filter(build -> origin.build().filter(build::equals).isPresent())
          .isPresent();
    }
  }

  /** Every criterion with its evidence as it is now; changes nothing. */
  public Outlook look(Wish wish) {
    var coming = coming(wish);
    var found = new ArrayList<Criterion>();
    found.add(artefact(coming));
    found.addAll(new Criteria(records, instruments, clock.instant()).look(coming.candidate));
    found.add(freeze(coming));
    busy(wish).ifPresent(found::add);
    found.add(approvals(coming.environment));
    return new Outlook(
        coming.origin, records.deployments().serving(wish.app(), wish.to()), List.copyOf(found));
  }

  private record Coming(
      Deployment origin, Build build, ResolvedEnvironment environment, Candidate candidate) {}

  private Coming coming(Wish wish) {
    var app = records.apps().get(wish.app());
    var origin =
        records
            .deployments()
            .serving(app.name(), wish.from())
            .orElseThrow(
                () ->
                    Problem.of(
                            Problem.Kind.NOT_FOUND,
                            "SLIP-7700",
                            app.name() + "/" + wish.from() + ": nothing serves there to promote",
                            "slipway deploy " + app.name() + " " + wish.from())
                        .exception());
    var build = records.builds().get(origin.build().orElseThrow());
    if (wish.from().equals(wish.to())) {
      throw Problem.of(
              Problem.Kind.BAD_INPUT,
              "SLIP-7703",
              wish.to() + " can't be promoted to itself",
              "name two environments: slipway promote staging production")
          .exception();
    }
    var environment = Environments.of(build, wish.to());
    var candidate =
        new Candidate(
            environment, build.source(), build.sources(), Optional.of(wish.from()), wish.hotfix());
    return new Coming(origin, build, environment, candidate);
  }

  /** The same bytes, or nothing: what was not built for there can't be promoted. */
  private static Criterion artefact(Coming coming) {
    var asks = "what was built for " + coming.origin.environment();
    var digest = coming.build.source().substring(coming.build.source().indexOf(':') + 1);
    if (!WayBack.isThere(coming.build)) {
      return Criterion.notMet(
          "artefact",
          asks,
          "it is not kept any more",
          "deploy it to " + coming.origin.environment() + " again");
    }
    var before = Environments.of(coming.build, coming.origin.environment());
    for (var service : coming.environment.services().entrySet()) {
      var name = service.getKey();
      if (!coming.build.parts().containsKey(name)) {
        return Criterion.notMet(
            "artefact",
            asks,
            "services." + name + " does not run there and was not built",
            "leave out services." + name + ".only");
      }
      var built = before.services().get(name);
      if (built != null && !built.build().equals(service.getValue().build())) {
        return Criterion.notMet(
            "artefact",
            asks,
            "services." + name + ".build is another in " + coming.environment.name(),
            "build it the same everywhere, and let variables make the difference");
      }
    }
    return Criterion.met(
        "artefact",
        asks,
        "sources " + digest.substring(0, Math.min(12, digest.length())) + ", not built anew");
  }

  private Criterion freeze(Coming coming) {
    var found = new FreezeWindows(windows(coming), clock.instant()).look();
    return found.isBad()
        ? Criterion.notMet("freeze", "", found.fact(), found.hint())
        : Criterion.met("freeze", "", found.fact());
  }

  /** The release's own, and what was added to the folder since. */
  private List<Freeze> windows(Coming coming) {
    return FreezeWindows.of(records, coming.environment);
  }

  private Optional<Criterion> busy(Wish wish) {
    return operations
        .holder(wish.app() + "/" + wish.to())
        .map(
            holder ->
                Criterion.caution(
                    "turn",
                    "",
                    wish.to()
                        + " is held by operation "
                        + holder.summary().number()
                        + ", "
                        + holder.summary().title()
                        + ": it would wait",
                    ""));
  }

  private static Criterion approvals(ResolvedEnvironment environment) {
    var roles = environment.settings().approvals();
    return roles.isEmpty()
        ? Criterion.met("approvals", "", "nobody is asked unless the plan is a danger")
        : Criterion.pending(
            "approvals",
            String.join(", ", roles),
            "asked for when the plan is known, each with a note");
  }

  /** What a promotion led to; no operation where the release serves there already. */
  public record Ordered(
      Deployment deployment, Optional<Long> operation, List<Criterion> criteria) {}

  /** Begins it, or says what stands against it. */
  public Ordered promote(Wish wish, Request request) {
    var outlook = look(wish);
    if (outlook.isThere()) {
      return new Ordered(outlook.serving().orElseThrow(), Optional.empty(), outlook.criteria());
    }
    var what = wish.from() + " " + outlook.origin().version();
    MeetCriteria.refusal(wish.app() + "/" + wish.to(), what, outlook.criteria())
        .ifPresent(
            problem -> {
              throw problem.exception();
            });
    var placed =
        orders.place(
            wanted(wish, outlook.origin(), request),
            deployment -> order(wish, outlook.origin(), deployment.number()),
            (handle, deployment) -> record(handle, deployment, wish, outlook, Promotion.How.ASKED),
            request);
    return new Ordered(placed.deployment(), Optional.of(placed.operation()), outlook.criteria());
  }

  /**
   * The same on behalf of a trigger: once for each release, whoever dies when, and however many
   * look. Empty when somebody was faster.
   */
  public Optional<Ordered> follow(Wish wish, Outlook outlook, Request request) {
    try {
      var placed =
          orders.place(
              wanted(wish, outlook.origin(), request),
              deployment -> order(wish, outlook.origin(), deployment.number()),
              (handle, deployment) -> {
                if (records.promotions().hasComeTo(handle, wish.to(), outlook.origin())) {
                  throw new CameAlready();
                }
                record(handle, deployment, wish, outlook, Promotion.How.FOLLOWING);
              },
              request);
      return Optional.of(
          new Ordered(placed.deployment(), Optional.of(placed.operation()), outlook.criteria()));
    } catch (CameAlready faster) {
      return Optional.empty();
    }
  }

  /** Undoes the transaction that was about to do it a second time. */
  private static final class CameAlready extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Begins to find out what a promotion would do; the number of the operation that does. */
  public long plan(Wish wish, Request request) {
    var coming = coming(wish);
    var last = records.deployments().history(wish.app(), wish.to(), 1);
    var next = last.isEmpty() ? 1 : last.getFirst().number() + 1;
    return operations.submit(plan, order(wish, coming.origin, next), request, WhenBusy.QUEUE);
  }

  private static Deployments.Wanted wanted(Wish wish, Deployment origin, Request request) {
    return new Deployments.Wanted(
        wish.app(),
        wish.to(),
        Deployment.Kind.PROMOTION,
        (wish.hotfix().isPresent() ? "hotfix, " : "")
            + "promotion of "
            + wish.from()
            + " "
            + origin.version()
            + wish.hotfix().map(why -> ": " + why).orElse(""),
        request.who());
  }

  private DeployOrder order(Wish wish, Deployment origin, int number) {
    var build = records.builds().get(origin.build().orElseThrow());
    return new DeployOrder(
        wish.app(),
        wish.to(),
        number,
        build.sources().toString(),
        Optional.of(new DeployOrder.Promoted(wish.from(), origin.number(), build.id())),
        wish.hotfix().orElse(""));
  }

  private void record(
      Handle handle, Deployment deployment, Wish wish, Outlook outlook, Promotion.How how) {
    var origin = outlook.origin();
    var promotion = new Promotion(wish.from(), origin.number(), how, wish.hotfix());
    records.promotions().record(handle, deployment, promotion);
    records.deployments().builtAs(handle, deployment, origin.build().orElseThrow());
    var told = new LinkedHashMap<String, Object>();
    told.put("from", wish.from());
    told.put("version", origin.version());
    told.put("source", records.builds().get(origin.build().orElseThrow()).source());
    told.put("how", how == Promotion.How.ASKED ? "asked" : "following");
    wish.hotfix().ifPresent(why -> told.put("hotfix", why));
    records
        .deployments()
        .record(
            handle,
            deployment,
            Json.write(Map.of("promotion", told, MeetCriteria.RECORD, outlook.criteria())));
  }

  /** The environments that releases of the first may go to next, as its release says. */
  public List<String> next(Deployment serving) {
    try {
      var build = records.builds().get(serving.build().orElseThrow());
      var manifest = ManifestReader.kept(build.manifest());
      return manifest.environments().keySet().stream()
          .filter(
              name ->
                  manifest
                      .environment(name)
                      .flatMap(one -> one.settings().promote().from())
                      .filter(serving.environment()::equals)
                      .isPresent())
          .toList();
    } catch (ProblemException manifestIsOfAnotherTime) {
      return List.of();
    }
  }
}
