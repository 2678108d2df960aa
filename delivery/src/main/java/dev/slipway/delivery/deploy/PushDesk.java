package dev.slipway.delivery.deploy;

import dev.slipway.build.CommitHistory;
import dev.slipway.build.CommitRefs;
import dev.slipway.build.CommitRefs.Ref;
import dev.slipway.catalog.App;
import dev.slipway.catalog.Deployment;
import dev.slipway.catalog.Deployments;
import dev.slipway.catalog.Pushes;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.Manifest;
import dev.slipway.manifest.model.Trigger;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.operations.OperationType;
import dev.slipway.operations.Operations;
import dev.slipway.protocol.Json;
import dev.slipway.protocol.operation.Request;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a push becomes a deployment. The application's folder says which environment waits for
 * what, as it is now; the commit that is deployed says how.
 */
public final class PushDesk {
  private static final Request REQUEST = new Request("slipway", "trigger", "");

  private final Records records;
  private final Pushes pushes;
  private final Operations operations;
  private final DeploymentOrders orders;
  private final InstantSource clock;

  public PushDesk(
      Records records,
      Pushes pushes,
      OperationType<DeployOrder> deploy,
      Operations operations,
      InstantSource clock) {
    this.records = records;
    this.pushes = pushes;
    this.operations = operations;
    this.orders = new DeploymentOrders(records.deployments(), operations, deploy);
    this.clock = clock;
  }

  /** What a look at an environment that waits for pushes led to. */
  public enum Outcome {
    /** From now on it is watched; what was pushed before is left alone. */
    FIRST_LOOK,
    NOTHING_NEW,
    /** What was pushed serves already. */
    SERVES,
    /** It is deployed when the environment is free, or may be deployed to. */
    WAITS,
    DEPLOYED
  }

  /**
   * What was found for one environment.
   *
   * @param trigger as slipway.yaml has it
   * @param push such as {@code push main 1a2b3c4}; empty when nothing is new
   * @param fact what there is to say of it
   */
  public record Found(
      String environment,
      String trigger,
      Outcome outcome,
      String push,
      String fact,
      Optional<Deployment> deployment,
      Optional<Long> operation) {
    static Found of(ResolvedEnvironment environment, Outcome outcome, String push, String fact) {
      return new Found(
          environment.name(),
          environment.settings().trigger().toString(),
          outcome,
          push,
          fact,
          Optional.empty(),
          Optional.empty());
    }
  }

  /** Looks whether something was pushed, and begins what is due: each push once, whoever looks. */
  public List<Found> look(String name) {
    var app = records.apps().get(name);
    return look(app, Environments.ofFolder(app.folder()));
  }

  /**
   * @param manifest the folder's as it is now
   */
  public List<Found> look(App app, Manifest manifest) {
    var waiting =
        manifest.environments().keySet().stream()
            .map(name -> Environments.of(manifest, name))
            .filter(one -> RefPattern.of(one.settings().trigger()).isPresent())
            .toList();
    var known = pushes.of(app.name());
    var gone = new HashSet<>(known.keySet());
    waiting.forEach(environment -> gone.remove(environment.name()));
    if (!gone.isEmpty()) {
      pushes.forget(app.name(), gone);
    }
    if (waiting.isEmpty()) {
      return List.of();
    }
    try {
      var refs = CommitRefs.of(app.folder()).orElseThrow(() -> noRepository(app, waiting));
      var found = new ArrayList<Found>();
      for (var environment : waiting) {
        var watch = Optional.ofNullable(known.get(environment.name()));
        found.add(new Look(app, environment, refs).at(watch));
      }
      return found;
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7711",
              app.folder() + ": its git repository can't be read: " + e.getMessage(),
              "git -C " + app.folder() + " fsck; the control plane must be able to read it")
          .exception(e);
    }
  }

  private static RuntimeException noRepository(App app, List<ResolvedEnvironment> waiting) {
    var first = waiting.getFirst();
    return Problem.of(
            Problem.Kind.REFUSED,
            "SLIP-7710",
            app.name()
                + "/"
                + first.name()
                + " waits for "
                + first.settings().trigger()
                + ", and "
                + app.folder()
                + " is in no git repository",
            "git init there, or write trigger: manual")
        .exception();
  }

  /** One look for one environment. */
  private final class Look {
    private final App app;
    private final ResolvedEnvironment environment;
    private final CommitRefs refs;
    private final Trigger trigger;
    private final String watching;

    Look(App app, ResolvedEnvironment environment, CommitRefs refs) {
      this.app = app;
      this.environment = environment;
      this.refs = refs;
      this.trigger = environment.settings().trigger();
      this.watching = trigger + " in " + refs.repository();
    }

    Found at(Optional<Pushes.Watch> known) throws IOException {
      var pattern = RefPattern.of(trigger).orElseThrow();
      var there = refs.refs().stream().filter(pattern::fits).toList();
      if (known.filter(watch -> watch.watching().equals(watching)).isEmpty()) {
        pushes.begin(watching, moved(there));
        return found(Outcome.FIRST_LOOK, "", "watched from now on: " + counted(there));
      }
      var watch = known.orElseThrow();
      var moved =
          there.stream()
              .filter(ref -> !ref.commit().equals(watch.marks().get(ref.fullName())))
              .toList();
      var newest = newest(moved);
      if (newest.isEmpty()) {
        return found(Outcome.NOTHING_NEW, "", counted(there));
      }
      return take(watch, moved, newest.get());
    }

    private Found take(Pushes.Watch watch, List<Ref> moved, Ref ref) throws IOException {
      var push = push(ref);
      var serving = records.deployments().serving(app.name(), environment.name());
      if (serving.isPresent() && isSame(serving.get(), ref)) {
        pushes.pass(watch, moved(moved));
        return found(Outcome.SERVES, push, serving.get().version() + " serves exactly that");
      }
      var freeze = new FreezeWindows(FreezeWindows.of(records, environment), clock.instant());
      if (freeze.look().isBad()) {
        return found(Outcome.WAITS, push, freeze.look().fact());
      }
      var holder = operations.holder(app.name() + "/" + environment.name());
      if (holder.isPresent()) {
        var summary = holder.get().summary();
        return found(
            Outcome.WAITS, push, "operation " + summary.number() + " first, " + summary.title());
      }
      return place(watch, moved(moved), ref)
          .map(
              placed ->
                  new Found(
                      environment.name(),
                      trigger.toString(),
                      Outcome.DEPLOYED,
                      push,
                      placed.deployment().version() + ", operation " + placed.operation(),
                      Optional.of(placed.deployment()),
                      Optional.of(placed.operation())))
          .orElseGet(() -> found(Outcome.NOTHING_NEW, push, "taken by another look"));
    }

    /** The number, its operation and the marks come in one transaction. */
    private Optional<DeploymentOrders.Placed> place(
        Pushes.Watch watch, Pushes.Moved moved, Ref ref) {
      var push = push(ref);
      var wanted =
          new Deployments.Wanted(
              app.name(),
              environment.name(),
              Deployment.Kind.DEPLOY,
              "deploy of " + ref.name() + " " + CommitHistory.shortly(ref.commit()),
              push);
      var pushed =
          new DeployOrder.Pushed(
              push, ref.commit(), refs.folder(), trigger instanceof Trigger.Approved);
      try {
        return Optional.of(
            orders.place(
                wanted,
                deployment ->
                    new DeployOrder(
                        app.name(),
                        environment.name(),
                        deployment.number(),
                        app.folder().toString(),
                        Optional.empty(),
                        "",
                        Optional.of(pushed)),
                (handle, deployment) -> {
                  if (!pushes.take(handle, watch, moved, Optional.of(deployment.number()))) {
                    throw new TakenAlready();
                  }
                  var told = Map.of("ref", ref.fullName(), "commit", ref.commit());
                  records
                      .deployments()
                      .record(handle, deployment, Json.write(Map.of("push", told)));
                },
                REQUEST));
      } catch (TakenAlready faster) {
        return Optional.empty();
      }
    }

    /** Where several moved at once the one that was made last is meant; the others passed by. */
    private Optional<Ref> newest(List<Ref> moved) throws IOException {
      var newest = Optional.<Ref>empty();
      var at = Instant.MIN;
      for (var ref : moved) {
        var made = refs.madeAt(ref);
        if (made.isPresent() && !made.get().isBefore(at)) {
          newest = Optional.of(ref);
          at = made.get();
        }
      }
      return newest;
    }

    private boolean isSame(Deployment serving, Ref ref) throws IOException {
      var commit = serving.build().flatMap(build -> records.builds().get(build).commit());
      return commit.isPresent()
          && !commit.get().endsWith(CommitList.CHANGED)
          && refs.isSame(commit.get(), ref.commit());
    }

    private String push(Ref ref) {
      return switch (ref.kind()) {
        case BRANCH -> "push " + ref.name() + " " + CommitHistory.shortly(ref.commit());
        case TAG -> "tag " + ref.name();
      };
    }

    private Pushes.Moved moved(List<Ref> moved) {
      return new Pushes.Moved(
          app.name(),
          environment.name(),
          moved.stream().collect(Collectors.toMap(Ref::fullName, Ref::commit)));
    }

    private Found found(Outcome outcome, String push, String fact) {
      return Found.of(environment, outcome, push, fact);
    }
  }

  private static String counted(List<Ref> there) {
    return switch (there.size()) {
      case 0 -> "nothing of that name is there";
      case 1 -> there.getFirst().name() + " " + CommitHistory.shortly(there.getFirst().commit());
      default -> there.size() + " of that name, such as " + there.getLast().name();
    };
  }

  /** Undoes the transaction that was about to deploy it a second time. */
  private static final class TakenAlready extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
