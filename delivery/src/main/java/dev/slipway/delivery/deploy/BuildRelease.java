package dev.slipway.delivery.deploy;

import dev.slipway.build.BuildLimits;
import dev.slipway.build.BuildProgress;
import dev.slipway.build.BuildRequest;
import dev.slipway.build.Built;
import dev.slipway.build.Source;
import dev.slipway.catalog.Build;
import dev.slipway.catalog.variables.Author;
import dev.slipway.delivery.Environments;
import dev.slipway.delivery.Records;
import dev.slipway.delivery.instances.GeneratedVariables;
import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.manifest.ManifestReader;
import dev.slipway.manifest.model.Service;
import dev.slipway.operations.Result;
import dev.slipway.operations.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Builds every service once, from a snapshot of the sources that is kept with the release. The same
 * sources find the build that was made of them before, so asking twice builds once.
 */
final class BuildRelease extends DeployStep<BuildRelease.BuiltRelease> {
  /**
   * @param build its identifier in the catalog
   * @param configuration the version of the variables that this deployment runs with
   */
  record BuiltRelease(String build, int configuration, boolean reused) {}

  BuildRelease(Records records, Machinery machinery) {
    super(records, machinery);
  }

  @Override
  public String name() {
    return "Build";
  }

  @Override
  public Result<BuiltRelease> perform(StepContext<DeployOrder> context) throws Exception {
    var order = context.input();
    if (order.promoted().isPresent()) {
      return promoted(context, order.promoted().get());
    }
    var snapshot = snapshot(order);
    var manifest = Environments.ofFolder(snapshot.artefact().folder());
    var key = BuildKey.of(manifest, order.environment(), snapshot.artefact().digest());
    var known = records().builds().ofSources(order.app(), key).filter(BuildRelease::isThere);
    var build = known.isPresent() ? known.get() : make(context, snapshot, key);
    var configuration = fix(context, build);
    return Result.done(
        new BuiltRelease(build.id(), configuration, known.isPresent()),
        known.isPresent()
            ? "as built before, nothing changed"
            : count(build.parts().size() - 1, "service") + ", " + count(snapshot.files(), "file"));
  }

  /** From now on it is this build with the variables as they are now; what is random is made. */
  private int fix(StepContext<DeployOrder> context, Build build) {
    var order = context.input();
    var configuration =
        new GeneratedVariables(records().variables())
            .ensure(
                Environments.of(build, order.environment()),
                new Author("slipway", "made for " + order.version()))
            .version();
    recorded(context)
        .ifPresent(
            deployment ->
                context.transact(
                    handle -> {
                      records().deployments().builtAs(handle, deployment, build.id());
                      records().deployments().configuredAs(handle, deployment, configuration);
                      return build;
                    }));
    noteCommits(context, build);
    return configuration;
  }

  /** What serves elsewhere comes as it is, or not at all. */
  private Result<BuiltRelease> promoted(
      StepContext<DeployOrder> context, DeployOrder.Promoted promoted) {
    var build = records().builds().get(promoted.build());
    if (!isThere(build)) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7702",
              promoted.origin() + ": what was built for it is not kept any more",
              "deploy it to " + promoted.from() + " again, then promote that")
          .exception();
    }
    return Result.done(
        new BuiltRelease(build.id(), fix(context, build), true),
        "that of " + promoted.origin() + ", not built anew");
  }

  private void noteCommits(StepContext<DeployOrder> context, Build build) {
    var order = context.input();
    recorded(context)
        .ifPresent(
            deployment -> {
              var serving =
                  records()
                      .deployments()
                      .serving(order.app(), order.environment())
                      .filter(found -> found.number() != order.number());
              var commits =
                  CommitList.of(
                      records().deployments(),
                      deployment,
                      order.pushed().map(DeployOrder.Pushed::commit).or(build::commit),
                      serving,
                      Path.of(order.folder()));
              note(context, CommitList.NAME, commits);
            });
  }

  private Build make(StepContext<DeployOrder> context, Built snapshot, String key)
      throws IOException, InterruptedException {
    var order = context.input();
    var folder = snapshot.artefact().folder();
    var environment = Environments.of(Environments.ofFolder(folder), order.environment());
    var parts = new LinkedHashMap<String, Build.Part>();
    parts.put(Build.SOURCES, new Build.Part(snapshot.artefact().digest(), folder.toString()));
    for (var service : environment.services().entrySet()) {
      context.progress(parts.size() - 1L, environment.services().size(), "services");
      parts.put(service.getKey(), part(context, folder, service));
    }
    var build =
        new Build(
            Ids.next(context.now()),
            order.app(),
            key,
            Optional.of(snapshot.commit())
                .filter(commit -> !commit.isEmpty())
                .or(() -> CommitList.nameOf(Path.of(order.folder()))),
            Files.readString(folder.resolve(ManifestReader.FILE_NAME)),
            parts,
            snapshot.artefact().digest(),
            context.now());
    return records().builds().keep(build);
  }

  private Build.Part part(
      StepContext<DeployOrder> context, Path folder, Map.Entry<String, Service> service)
      throws InterruptedException {
    var build = service.getValue().build();
    if (build.flatMap(found -> found.dockerfile()).isPresent()) {
      throw Problem.of(
              Problem.Kind.REFUSED,
              "SLIP-7621",
              "services."
                  + service.getKey()
                  + ".build names a Dockerfile, and the target is process",
              "give it a build command, or run it on a Docker engine")
          .exception();
    }
    var variables = new TreeMap<>(Map.of("JAVA_HOME", System.getProperty("java.home", "")));
    variables.putAll(new BuildVariables(service.getValue()).given());
    var request =
        new BuildRequest(
            context.input().app() + "-" + service.getKey(),
            new Source.Folder(folder.resolve(service.getValue().source()).normalize()),
            build.flatMap(found -> found.command()),
            variables,
            machinery().workshop().files(),
            BuildLimits.USUAL);
    var built = machinery().workshop().builder().build(request, told(context));
    return new Build.Part(built.artefact().digest(), built.artefact().folder().toString());
  }

  private static BuildProgress told(StepContext<DeployOrder> context) {
    return new BuildProgress() {
      @Override
      public void begins(String part) {
        context.checkStop();
        context.say(part);
      }

      @Override
      public void line(String line) {
        context.say(line);
      }
    };
  }

  private static boolean isThere(Build build) {
    return build.parts().values().stream()
        .allMatch(part -> Files.isDirectory(Path.of(part.folder())));
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
