package dev.slipway.runtime.process;

import dev.slipway.kit.Ids;
import dev.slipway.kit.Problem;
import dev.slipway.runtime.contract.Artefact;
import dev.slipway.runtime.contract.Console;
import dev.slipway.runtime.contract.Diagnosis;
import dev.slipway.runtime.contract.Enforcement;
import dev.slipway.runtime.contract.Headroom;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.runtime.contract.InstanceId;
import dev.slipway.runtime.contract.InstanceRuntime;
import dev.slipway.runtime.contract.InstanceSpec;
import dev.slipway.runtime.contract.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Instances as processes of this machine, each with a supervisor that outlives us. */
public final class ProcessRuntime implements InstanceRuntime {
  private static final int LINES_TOLD = 50;

  private final Instances instances;
  private final ControlGroups groups;
  private final Surroundings surroundings;
  private final Starting starting;
  private final Locks locks = new Locks();
  private volatile Consumer<InstanceId> farewell = id -> {};

  private ProcessRuntime(Instances instances, ControlGroups groups, Surroundings surroundings) {
    this.instances = instances;
    this.groups = groups;
    this.surroundings = surroundings;
    this.starting = new Starting(instances, groups, surroundings);
  }

  /** The runtime whose instances have their folders below the given one, which it makes. */
  public static ProcessRuntime open(Path home) {
    return open(home, OutputLimits.USUAL);
  }

  public static ProcessRuntime open(Path home, OutputLimits output) {
    return open(home, output, ControlGroups.ofThisMachine());
  }

  static ProcessRuntime open(Path home, OutputLimits output, ControlGroups groups) {
    return attempt(
        home.toString(),
        () -> {
          var surroundings = Surroundings.ofThisMachine();
          var instances = Instances.below(home, surroundings, output, groups);
          return new ProcessRuntime(instances, groups, surroundings);
        });
  }

  /**
   * Called with each instance that is about to be removed, when nothing of it runs any more and
   * what it wrote is still there.
   */
  public void beforeRemoval(Consumer<InstanceId> reader) {
    this.farewell = reader;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public Enforcement enforcement() {
    return groups.enforcement();
  }

  @Override
  public Headroom headroom() {
    return Machine.headroom(instances.home());
  }

  @Override
  public void entrust(Path folder) {
    attempt(
        folder.toString(),
        () -> {
          surroundings.demandReachable(folder);
          surroundings.ownAll(folder);
          return folder;
        });
  }

  @Override
  public void prepare(Artefact artefact) {
    attempt(
        artefact.folder().toString(),
        () -> {
          if (!Files.isDirectory(artefact.folder())) {
            throw Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "SLIP-7012",
                    "the artefact " + artefact.folder() + " isn't there",
                    "build it again")
                .exception();
          }
          surroundings.demandReachable(artefact.folder());
          return artefact;
        });
  }

  @Override
  public Instance start(InstanceSpec spec) {
    prepare(spec.artefact());
    try (var held = locks.hold(spec.id())) {
      return attempt(
          spec.id().value(),
          () -> {
            starting.start(spec);
            return instances.instance(instances.folder(spec.id())).orElseThrow();
          });
    }
  }

  @Override
  public Optional<Instance> find(InstanceId id) {
    return attempt(id.value(), () -> instances.instance(instances.folder(id)));
  }

  @Override
  public List<Instance> list() {
    return attempt(instances.home().toString(), instances::all);
  }

  @Override
  public void stop(InstanceId id, Duration grace) {
    try (var held = locks.hold(id)) {
      attempt(
          id.value(),
          () -> {
            end(instances.folder(id), grace);
            return id;
          });
    }
  }

  private void end(InstanceFolder folder, Duration grace) throws IOException {
    var record = folder.record();
    if (record.isPresent()) {
      new Stopping(folder, instances.supervisor(), instances.tree(record.get())).stop(grace);
      groups.remove(record.get().mark());
    }
  }

  @Override
  public void remove(InstanceId id) {
    try (var held = locks.hold(id)) {
      attempt(
          id.value(),
          () -> {
            try {
              end(instances.folder(id), Duration.ZERO);
              farewell.accept(id);
            } finally {
              // What could not be noted for lack of space needs no note once it is deleted.
              instances.folder(id).delete();
            }
            return id;
          });
    }
  }

  @Override
  public Output output(InstanceId id) {
    var folder = instances.folder(id);
    return new FileOutput(folder.output(), () -> find(id).orElseThrow(() -> unknown(id)).status());
  }

  @Override
  public Diagnosis diagnose(InstanceId id) {
    return attempt(
        id.value(),
        () -> {
          var folder = instances.folder(id);
          var record = folder.record().orElseThrow(() -> unknown(id));
          var processes = instances.tree(record).processes();
          return new Diagnosis(
              find(id).orElseThrow(() -> unknown(id)).status(),
              ListeningPorts.of(processes),
              folder.state().flatMap(SupervisorState::exit),
              output(id).last(LINES_TOLD));
        });
  }

  @Override
  public Console console(InstanceSpec spec) {
    prepare(spec.artefact());
    return attempt(
        spec.id().value(),
        () -> {
          var folder = instances.console(spec.id());
          var mark = spec.id() + "-" + Ids.secret(6);
          folder.make(InstanceRecord.of(spec, 0, mark));
          surroundings.own(folder.scratch());
          var environment = surroundings.environment(spec.launch().environment(), folder.scratch());
          environment.put("SLIPWAY_TREE", mark);
          var place = groups.make(mark, spec.limits());
          var process =
              TerminalConsole.open(
                  spec.artefact().folder(),
                  spec.launch().command(),
                  surroundings,
                  place,
                  environment);
          return new TerminalConsole(
              process,
              new ProcessTree(place.tree(), mark),
              () -> instances.forgetConsole(folder, mark));
        });
  }

  @Override
  public List<Instance> reconcile() {
    return attempt(
        instances.home().toString(),
        () -> {
          instances.sweepConsoles();
          for (var folder : instances.folders()) {
            if (!folder.exists()) {
              folder.delete();
            } else if (folder.isWishedToStop()) {
              end(folder, Duration.ofSeconds(10));
            }
          }
          return instances.all();
        });
  }

  private static RuntimeException unknown(InstanceId id) {
    return Problem.of(
            Problem.Kind.NOT_FOUND,
            "SLIP-7013",
            "no instance is called " + id,
            "look at those that are: slipway status")
        .exception();
  }

  interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(String object, Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (IOException e) {
      throw Problem.of(
              Problem.Kind.UNAVAILABLE,
              "SLIP-7014",
              object + ": the files of its instances can't be read or written: " + e.getMessage(),
              "look at the disk: df -h, and who may write there")
          .exception(e);
    }
  }
}
