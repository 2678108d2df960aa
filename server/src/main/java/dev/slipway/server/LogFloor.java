package dev.slipway.server;

import dev.slipway.catalog.Deployment;
import dev.slipway.delivery.instances.OutputMasks;
import dev.slipway.delivery.instances.OutputOwner;
import dev.slipway.kit.ByteSize;
import dev.slipway.kit.Durations;
import dev.slipway.kit.Problem;
import dev.slipway.logs.Origin;
import dev.slipway.logs.ShelfName;
import dev.slipway.logs.collect.Collector;
import dev.slipway.logs.collect.InstanceSources;
import dev.slipway.logs.collect.LogFile;
import dev.slipway.logs.collect.Shelves;
import dev.slipway.logs.collect.Source;
import dev.slipway.logs.line.LineSense;
import dev.slipway.logs.shelf.KeepRule;
import dev.slipway.postgres.cluster.ClusterName;
import dev.slipway.postgres.cluster.Clusters;
import dev.slipway.runtime.contract.Instance;
import dev.slipway.secrets.Mask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What everything that runs here writes, brought together. */
final class LogFloor {
  private static final String OURS = "_slipway";
  private static final String DATABASE = "database";

  final Shelves shelves;

  private final StateFloor state;
  private final Clusters clusters;
  private final List<LogFile> own;
  private final InstanceSources instances;

  LogFloor(
      Kept kept,
      Premises premises,
      StateFloor state,
      MachineFloor machine,
      Map<String, String> environment) {
    this.state = state;
    this.clusters = machine.clusters;
    var directory = premises.directory();
    this.own =
        List.of(
            own("edge", "access", directory.edge().resolve("access.log")),
            own("edge", "process", directory.logs().resolve("edge.log")),
            own("control-plane", "process", directory.logs().resolve("server.log")),
            own("store", DATABASE, premises.yard().resolve("store.log")));
    var masks = new OutputMasks(machine.machinery(state.outside).releases(state.records));
    this.instances =
        new InstanceSources(machine.runtime, LogFloor::shelf, LogFloor::release, masks::of);
    this.shelves = kept.keep(Shelves.open(directory.logs().resolve("kept"), rule(environment)));
    var collector =
        kept.keep(
            new Collector(
                    shelves, this::sources, new LineSense(ZoneId.systemDefault()), state.clock)
                .start());
    machine.runtime.beforeRemoval(id -> collector.lastLook(InstanceSources.id(id)));
  }

  private static LogFile own(String what, String part, Path file) {
    return file(new ShelfName(OURS + "/" + what, part), file);
  }

  private static LogFile file(ShelfName shelf, Path file) {
    var origin = new Origin("", String.valueOf(file.getFileName()));
    return new LogFile(file, shelf, origin, () -> Mask.NONE);
  }

  private static Optional<ShelfName> shelf(Instance instance) {
    return OutputOwner.of(instance.labels())
        .map(owner -> new ShelfName(owner.target(), owner.part()));
  }

  private static String release(Instance instance) {
    return OutputOwner.of(instance.labels()).map(OutputOwner::release).orElse("");
  }

  private List<Source> sources() {
    var all = new ArrayList<>(instances.get());
    try {
      for (var file : own) {
        all.addAll(file.sources());
      }
      var served = state.records.deployments().current();
      for (var cluster : clusters.all()) {
        var log = clusters.folder(cluster.name()).resolve("data.log");
        all.addAll(file(shelf(cluster.name(), served), log).sources());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The first database of an environment is called as it is; others have their names behind. */
  private static ShelfName shelf(ClusterName cluster, List<Deployment> served) {
    var environment =
        served.stream()
            .filter(one -> one.app().equals(cluster.application()))
            .map(Deployment::environment)
            .filter(
                name ->
                    cluster.environment().equals(name)
                        || cluster.environment().startsWith(name + "-"))
            .max(Comparator.comparingInt(String::length))
            .orElse(cluster.environment());
    return new ShelfName(
        cluster.application() + "/" + environment,
        DATABASE + cluster.environment().substring(environment.length()));
  }

  private static KeepRule rule(Map<String, String> environment) {
    var usual = KeepRule.USUAL;
    var room = environment.get("SLIPWAY_LOGS_ROOM");
    var age = environment.get("SLIPWAY_LOGS_AGE");
    return new KeepRule(
        room == null
            ? usual.room()
            : ByteSize.parse(room).orElseThrow(() -> wrong("SLIPWAY_LOGS_ROOM", room, "2GB")),
        age == null
            ? usual.age()
            : Durations.parse(age).orElseThrow(() -> wrong("SLIPWAY_LOGS_AGE", age, "30d")),
        usual.block(),
        usual.segment());
  }

  private static RuntimeException wrong(String name, String value, String example) {
    return Problem.of(
            Problem.Kind.BAD_INPUT,
            "SLIP-2209",
            name + ": \"" + value + "\" can't be read",
            "write it as " + example)
        .exception();
  }
}
