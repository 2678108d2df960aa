package dev.slipway.watch.job;

import dev.slipway.catalog.Closures;
import dev.slipway.catalog.Deployment;
import dev.slipway.checks.http.Client;
import dev.slipway.checks.http.NoAnswer;
import dev.slipway.checks.http.Request;
import dev.slipway.delivery.command.Room;
import dev.slipway.delivery.instances.ReleaseStart;
import dev.slipway.delivery.traffic.EdgeHosts;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.kit.ProblemException;
import dev.slipway.manifest.model.Job;
import dev.slipway.manifest.resolved.ResolvedEnvironment;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Lifetime;
import dev.slipway.secrets.Mask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs of the releases that serve, run as {@code slipway run} runs commands. */
public final class ServedJobs implements JobRoom {
  private static final System.Logger LOG = System.getLogger(ServedJobs.class.getName());

  private final ReleaseStart releases;
  private final Room room;
  private final Closures closures;

  /** A build never changes: what its manifest says is read once. */
  private final Map<String, ResolvedEnvironment> environments = new ConcurrentHashMap<>();

  public ServedJobs(ReleaseStart releases, Room room, Closures closures) {
    this.releases = releases;
    this.room = room;
    this.closures = closures;
  }

  @Override
  public List<Served> served() {
    var all = new ArrayList<Served>();
    for (var deployment : releases.records().deployments().current()) {
      if (deployment.state() == Deployment.State.SERVING) {
        try {
          all.add(served(deployment));
        } catch (ProblemException e) {
          LOG.log(System.Logger.Level.WARNING, "{0}", e.problem().text());
        }
      }
    }
    return all;
  }

  @Override
  public Served served(String app, String environment) {
    releases.records().apps().get(app);
    return served(serving(app, environment));
  }

  private Deployment serving(String app, String environment) {
    return releases
        .records()
        .deployments()
        .serving(app, environment)
        .orElseThrow(
            () ->
                Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "SLIP-7804",
                        app + "/" + environment + ": no release serves, and jobs are a release's",
                        "slipway deploy " + app + " " + environment)
                    .exception());
  }

  private Served served(Deployment serving) {
    var isClosed = !closures.of(serving.app(), serving.environment()).isEmpty();
    return new Served(
        serving.app(),
        serving.environment(),
        serving.version(),
        environment(serving).jobs(),
        isClosed);
  }

  private ResolvedEnvironment environment(Deployment serving) {
    return environments.computeIfAbsent(
        serving.build().orElse("") + " " + serving.environment(),
        key -> releases.environment(serving));
  }

  @Override
  public InstanceSpec prepare(Served served, String name, Job job, InstanceId id) {
    var deployment =
        room.release(served.app(), served.environment(), Optional.of(served.release()));
    var named = new Room.Named(id, JobFollower.LABEL, served.target() + "/" + name);
    var lifetime = new Lifetime.OneOff(job.timeout());
    return room.prepare(deployment, job.service(), job.run().orElse(""), lifetime, named).spec();
  }

  @Override
  public Mask mask(JobRun run) {
    var deployment = room.release(run.job().app(), run.job().environment(), run.release());
    var service = environment(deployment).jobs().get(run.job().name());
    var named = new Room.Named(new InstanceId("mask"), JobFollower.LABEL, "");
    var lifetime = new Lifetime.OneOff(Duration.ofSeconds(1));
    return room.prepare(
            deployment,
            service == null ? Optional.empty() : service.service(),
            "true",
            lifetime,
            named)
        .mask();
  }

  @Override
  public Answer ask(Served served, Job job, Duration limit) {
    var wanted = job.request().orElseThrow();
    var environment = environment(serving(served.app(), served.environment()));
    var target = new EdgeHosts(environment, releases.addresses()).first();
    if (target.isEmpty()) {
      return new Answer(
          Optional.empty(),
          "",
          served.target() + " has no host name that " + wanted + " could go to");
    }
    try (var client = new Client(target.get(), 1)) {
      var request = Request.of(wanted.method(), wanted.path()).with("User-Agent", "Slipway-job/1");
      var answer = client.send(request, limit);
      var fact =
          "%s answered %d in %s".formatted(wanted, answer.status(), Durations.human(answer.took()));
      return new Answer(Optional.of(answer.status()), answer.text(), fact);
    } catch (NoAnswer e) {
      return new Answer(Optional.empty(), "", wanted + ": " + e.getMessage());
    }
  }
}
