package dev.slipway.delivery.golive;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.criteria.Criterion;
import dev.slipway.delivery.criteria.GreenChecks;
import dev.slipway.delivery.criteria.ProvenBackup;
import dev.slipway.delivery.criteria.Soaking;
import dev.slipway.delivery.deploy.Behind;
import dev.slipway.delivery.deploy.Checklist;
import dev.slipway.delivery.deploy.Evidence;
import dev.slipway.delivery.deploy.Machinery;
import dev.slipway.delivery.rollback.WaysBack;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether an environment is ready for its users. Nothing is changed by asking. */
public final class GoLive {
  /** What matters before a deployment only, or is told in more detail here. */
  private static final Set<String> NOT_HERE =
      Set.of("slipway.yaml", "freeze", "serving", "approvals", "domain", "certificate");

  private final Records records;
  private final Machinery machinery;
  private final WaysBack waysBack;
  private final InstantSource clock;

  public GoLive(Records records, Machinery machinery, WaysBack waysBack, InstantSource clock) {
    this.records = records;
    this.machinery = machinery;
    this.waysBack = waysBack;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param serving empty when nothing does
   */
  public record Found(Optional<Deployment> serving, List<Criterion> items) {
    /** An item that could not be measured is not met. */
    public boolean isReady() {
      return items.stream().noneMatch(Criterion::refuses);
    }
  }

  public Found look(String appName, String environmentName) {
    var app = records.apps().get(appName);
    var serving = records.deployments().serving(app.name(), environmentName);
    // What serves is judged by its own manifest; what has never served, by the folder's.
    var build = serving.flatMap(Deployment::build).map(id -> records.builds().get(id));
    var environment =
        build
            .map(known -> Environments.of(known, environmentName))
            .orElseGet(() -> Environments.of(Environments.ofFolder(app.folder()), environmentName));
    var folder = build.map(known -> known.sources()).orElse(app.folder());
    var items = new ArrayList<Criterion>();
    serving(environment, serving).forEach(items::add);
    items.addAll(new Reached(machinery, clock).look(environment));
    items.addAll(prepared(environment, folder));
    environment
        .databases()
        .forEach(
            (name, database) ->
                items.add(
                    new ProvenBackup(machinery.instruments(), clock.instant())
                        .of(environment, name, database)));
    serving.ifPresent(one -> items.add(wayBack(one)));
    items.add(approvals(environment));
    items.add(monitoring(environment));
    return new Found(serving, List.copyOf(items));
  }

  private List<Criterion> serving(ResolvedEnvironment environment, Optional<Deployment> serving) {
    if (serving.isEmpty()) {
      return List.of(
          Criterion.notMet(
              "serving",
              "",
              "nothing serves",
              "slipway deploy " + environment.app() + " " + environment.name()));
    }
    var found = new ArrayList<Criterion>();
    var stands =
        new Soaking(records, machinery.instruments(), clock.instant()).stands(serving.get());
    found.add(new Criterion("serving", stands.standing(), "", stands.evidence(), stands.hint()));
    found.add(new GreenChecks(records).of(serving.get()));
    Behind.of(records, environment.app(), environment.name())
        .ifPresent(
            behind ->
                found.add(Criterion.caution("came through", "", behind.text(), behind.command())));
    machinery.doors().closed(environment.app(), environment.name()).stream()
        .findFirst()
        .ifPresent(
            closure ->
                found.add(
                    Criterion.notMet(
                        "open",
                        "to its users",
                        "closed by " + closure.by() + " since " + closure.at(),
                        "slipway maintenance off "
                            + environment.app()
                            + " "
                            + environment.name())));
    return found;
  }

  /** What every deployment looks at beforehand. */
  private List<Criterion> prepared(ResolvedEnvironment environment, Path folder) {
    return new Checklist(records, machinery, clock.instant())
        .look(environment, folder).stream()
            .filter(one -> !NOT_HERE.contains(one.subject()))
            .map(GoLive::item)
            .toList();
  }

  private static Criterion item(Evidence found) {
    return switch (found.verdict()) {
      case "good" -> Criterion.met(found.subject(), "", found.fact());
      case "caution" -> Criterion.caution(found.subject(), "", found.fact(), found.hint());
      default -> Criterion.notMet(found.subject(), "", found.fact(), found.hint());
    };
  }

  private Criterion wayBack(Deployment serving) {
    try {
      var ways = waysBack.of(serving.app(), serving.environment(), Optional.empty());
      var back = ways.ways().stream().filter(way -> !way.exit().equals("forward")).toList();
      if (back.isEmpty()) {
        return Criterion.caution(
            "rollback",
            "a way back is open",
            serving.version() + " is the first that serves: there is nothing to go back to",
            "");
      }
      var text =
          String.join(
              "; ",
              back.stream()
                  .map(way -> way.exit() + " " + way.state() + ", " + way.reason())
                  .toList());
      if (back.stream().anyMatch(way -> way.state().equals("open"))) {
        return Criterion.met("rollback", "a way back is open", text);
      }
      return back.stream().allMatch(way -> way.isClosed())
          ? Criterion.notMet(
              "rollback",
              "a way back is open",
              text,
              "slipway db drill " + serving.app() + " " + serving.environment())
          : Criterion.unmeasured("rollback", "a way back is open", text, "");
    } catch (ProblemException e) {
      return Criterion.unmeasured(
          "rollback", "a way back is open", e.problem().fact(), e.problem().hint());
    }
  }

  private static Criterion approvals(ResolvedEnvironment environment) {
    var roles = environment.settings().approvals();
    return roles.isEmpty()
        ? Criterion.caution(
            "approvals",
            "",
            "a release that is no danger comes here without anybody's word",
            "name roles as environments." + environment.name() + ".approvals")
        : Criterion.met(
            "approvals", "", "each release is asked about: " + String.join(", ", roles));
  }

  /** Said as it is: what nobody watches is not watched. */
  private static Criterion monitoring(ResolvedEnvironment environment) {
    var told = environment.notices().size();
    var unwatched = "; error rate and latency between deployments are counted and not watched yet";
    return told == 0
        ? Criterion.caution(
            "monitoring",
            "",
            "nobody is told of a failed deployment or a crash loop" + unwatched,
            "name somebody: notices: [{ mail: you@… }]")
        : Criterion.caution(
            "monitoring",
            "",
            told
                + (told == 1 ? " notice is" : " notices are")
                + " sent of deployments, approvals and crash loops"
                + unwatched,
            "have your own monitoring ask "
                + environment.settings().domains().stream()
                    .findFirst()
                    .map(domain -> domain.host())
                    .orElse("it"));
  }
}
